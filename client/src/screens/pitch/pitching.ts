/** Whose turn it is, and what stands on a team's card: figures over the pitch's order and the team's own records. */
import { type See, teams, type TeamRow } from "../../records";
import { causes, type Planned, planned } from "../design/plan";
import { type Link, rungs, unseen } from "../measure/chain";

export interface Turn extends TeamRow { state: "done" | "now" | "next" | "later" }

/** The teams in their order. */
export function turns(see: See): Turn[] {
  const pitch = see.get("pitch");
  if (pitch === undefined) return [];
  const all = new Map(teams(see).map((team) => [team.team, team]));
  return pitch.order.flatMap((id, at) => {
    const team = all.get(id);
    const state = at < pitch.current ? "done" : at === pitch.current ? "now" : at === pitch.current + 1 ? "next" : "later";
    return team ? [{ ...team, state } as const] : [];
  });
}

export interface Bet { cause: string; label: string; points: number }

/** What the team put its points on, most first. */
export const bets = (team: string) => (see: See): Bet[] => Object.entries(see.get(`spread/${team}`)?.points ?? {})
  .map(([cause, points]) => ({ cause, label: see.get(`cause/${team}/${cause}`)?.label ?? cause, points: Math.round(points) }))
  .filter(({ points }) => points > 0)
  .sort((a, b) => b.points - a.points);

export interface Card { statement: string; plan: readonly (Planned & { aims: readonly string[] })[]; metrics: readonly Link[]; unseen: number }

export const card = (team: string) => (see: See): Card => {
  const known = new Map(causes(team)(see).map(({ claim, text }) => [claim, text]));
  return {
    statement: see.get(`gap/${team}`)?.statement ?? "",
    plan: planned(team)(see).map((entry) => ({ ...entry, aims: entry.planned.claims.flatMap((claim) => known.get(claim) ?? []) })),
    metrics: rungs(team)(see).flatMap(({ links }) => links).filter(({ metric }) => metric !== undefined),
    unseen: unseen(team)(see).length,
  };
};

/** Whether the work of a phase was signed by all when it closed. */
export const isSigned = (team: string, phase: "diagnose" | "design" | "measure") => (see: See): boolean => see.get(`decision/${team}/${phase}`)?.signed ?? false;
