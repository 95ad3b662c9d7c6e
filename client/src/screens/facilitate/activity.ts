/**
 * What a team did of late: moves in each of the last fifteen minutes, the last move in words, and whether it is quiet.
 *
 * Quiet informs and never acts: a team may be reading, or talking on its call. Session time, so a pause makes nobody quiet.
 */
import type { PhaseName } from "../../app/phases";
import type { Activity } from "../../wire/types.gen";

export const minutesShown = 15;
export const quietAfterMs = 180_000;
/** Phases in which a team that does nothing may need a word. */
const working: readonly PhaseName[] = ["diagnose", "design", "measure"];

/** Moves in each of the last fifteen minutes, the present one last. */
export function bars(activity: Activity | undefined, due: number): number[] {
  const empty = Array<number>(minutesShown).fill(0);
  if (activity === undefined) return empty;
  const gone = Math.max(0, Math.floor(due / 60_000) - activity.minute);
  return [...empty, ...activity.counts, ...Array<number>(Math.min(gone, minutesShown)).fill(0)].slice(-minutesShown);
}

/** For how long a team has done nothing in this phase, in ms. */
export function idleMs(activity: Activity | undefined, startedDue: number, due: number): number {
  return Math.max(0, due - Math.max(activity?.last_due ?? 0, startedDue));
}

export function isQuiet(phase: PhaseName, idle: number): boolean {
  return working.includes(phase) && idle >= quietAfterMs;
}
