/** Who is who: figures over seats, teams and readiness that many screens need. */
import { lastOf } from "./keys";
import type { See } from "./records";
import type { Seat, Team } from "../wire/types.gen";

export interface Person extends Seat { seat: string }
export interface TeamRow extends Team { team: string; /** from 0, for the glyph */ index: number }

/** Everybody who takes part and has not been removed, in the order of joining. */
export function people(see: See): Person[] {
  return seats(see).filter((person) => person.active && person.role === "participant");
}

export function seats(see: See): Person[] {
  return see.keys("seat").map((key) => ({ ...(see.get(key as `seat/${string}`) as Seat), seat: lastOf(key) })).sort((a, b) => a.joined_due - b.joined_due);
}

/** The active participants of a team. */
export const crew = (team: string) => (see: See): Person[] => people(see).filter((person) => person.team === team);

/** All teams by number. */
export function teams(see: See): TeamRow[] {
  return see.keys("team").map((key) => {
    const team = see.get(key as `team/${string}`) as Team;
    return { ...team, team: lastOf(key), index: team.number - 1 };
  }).sort((a, b) => a.number - b.number);
}

/** Whether a seat said that it is ready, in the phase's present round. */
export const isReady = (seat: string) => (see: See): boolean => {
  const phase = see.get("phase");
  return phase !== undefined && see.get(`ready/${phase.phase}.${phase.round}/${seat}`)?.ready === true;
};

/** How many of a team are ready, of how many. */
export const readiness = (team: string) => (see: See): { ready: number; of: number } => {
  const all = crew(team)(see);
  return { ready: all.filter((person) => isReady(person.seat)(see)).length, of: all.length };
};

/** The name of a seat, or an empty string. */
export const nameOf = (seat: string | null | undefined) => (see: See): string => (seat ? (see.get(`seat/${seat}`)?.name ?? "") : "");

/** First names are enough among team-mates. One that is written from the right keeps to itself in a sentence from the left. */
export function firstName(name: string): string {
  const first = name.trim().split(/\s+/)[0] ?? name;
  return /[\u0590-\u08ff]/.test(first) ? `\u2068${first}\u2069` : first;
}
