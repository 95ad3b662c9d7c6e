/**
 * How one rates: the rows that people judge, how far a rating is, and whether anybody may still rate.
 *
 * Pure. One's own ratings alone are looked at here, also by facilitators, who could see all: blind is blind. Of the others
 * only who has locked is told, and only to facilitators.
 */
import { type See, type Self, seats, teams } from "../../records";
import type { Rating } from "../../wire/types.gen";

export type Row = "argument" | "risks" | "together";
export const rows: readonly Row[] = ["argument", "risks", "together"];
export const levels = [0, 1, 2, 3, 4] as const;

/** Who rates: raters, and facilitators who want to. */
export function mayRate(role: Self["role"]): boolean {
  return role === "rater" || role === "facilitator";
}

/** `early`: pitches have not begun. `closed`: something of the year is known, so nobody can rate any more. */
export type Window = "early" | "open" | "closed" | "ended";

export function windowOf(see: See): Window {
  const phase = see.get("phase")?.phase;
  if ((see.get("run")?.step ?? 0) > 0 || see.get("reveal/case") !== undefined) return "closed";
  if (see.get("session")?.ended === true) return "ended";
  return phase === "pitch" || phase === "run" || phase === "debrief" ? "open" : "early";
}

export type State = "none" | "open" | "locked" | "late";

export function stateOf(rating: Rating | undefined, window: Window): State {
  if (rating?.locked === true) return "locked";
  if (rating === undefined || rows.every((row) => rating.levels[row] === undefined)) return "none";
  return window === "open" ? "open" : "late";
}

export function ratedRows(rating: Rating | undefined): number {
  return rows.filter((row) => rating?.levels[row] !== undefined).length;
}

/** Who else has locked a rating of a team, and who has one open; only facilitators have these records. */
export const others = (team: string, self: string) => (see: See): { locked: string[]; open: string[] } => {
  const locked: string[] = [];
  const open: string[] = [];
  for (const { seat, name, role } of seats(see)) {
    if (seat === self || !mayRate(role)) continue;
    const rating = see.get(`rating/${seat}/${team}`);
    if (rating !== undefined) (rating.locked ? locked : open).push(name);
  }
  return { locked, open };
};

/** Own ratings of every team. */
export const ownStates = (self: string, teams: readonly string[]) => (see: See): Record<string, State> => {
  const window = windowOf(see);
  return Object.fromEntries(teams.map((team) => [team, stateOf(see.get(`rating/${self}/${team}`), window)]));
};

export interface Given { key: string; team: string; name: string; rating: Rating }

/** Every rating with its rater, by team; for facilitators, once rating is over: until then they too are blind. */
export function given(see: See): Given[] {
  if (windowOf(see) !== "closed") return [];
  const raters = seats(see).filter(({ role }) => mayRate(role));
  return teams(see).flatMap(({ team }) => raters.flatMap(({ seat, name }): Given[] => {
    const rating = see.get(`rating/${seat}/${team}`);
    return rating === undefined ? [] : [{ key: `${seat}/${team}`, team, name, rating }];
  }));
}
