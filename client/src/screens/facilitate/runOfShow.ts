/**
 * The plan of the session against the wall clock: when each phase began, when the next ones will, how late we are.
 *
 * The plan is anchored where the brief first began. A pause, an extension and a step back all make later; nothing is
 * forgiven, because people's calendars do not forgive either.
 */
import type { PhaseName } from "../../app/phases";
import { fitsADay, rateOf, sessionTime, standsStill } from "../../app/time";
import type { Agenda, Clock, Phase } from "../../wire/types.gen";

export interface Stop {
  phase: PhaseName;
  minutes: number;
  state: "done" | "now" | "ahead";
  /** Server time at which it began or, at this rate, will begin; null when it isn't known. */
  at: number | null;
}

export interface Show {
  stops: readonly Stop[];
  /** How much later than planned the present phase will end; negative is early; null before the start. */
  lateMs: number | null;
  /** When the last phase will end if nothing changes. */
  endsAt: number | null;
}

const minute = 60_000;

export function runOfShow(agenda: readonly Agenda[], phase: Phase, clock: Clock, now: number): Show {
  const here = agenda.findIndex((stop) => stop.phase === phase.phase);
  const rate = rateOf(clock);
  const length = (stop: Agenda) => (stop.minutes * minute) / rate;
  const due = sessionTime(clock, now);
  // The end of the present phase, in server time; a phase that ran over ends when somebody says so, so now at the earliest.
  const ends = now + (phase.ends_due === null ? 0 : Math.max(0, phase.ends_due - due) / rate);

  let next = here < 0 ? now : ends;
  const stops = agenda.map((stop, index): Stop => {
    const base = { phase: stop.phase, minutes: stop.minutes };
    if (index < here) return { ...base, state: "done", at: phase.began_at[stop.phase] ?? null };
    if (index === here) return { ...base, state: "now", at: phase.began_at[stop.phase] ?? null };
    const at = next;
    next += length(stop);
    return { ...base, state: "ahead", at };
  });
  const start = agenda[0] === undefined ? undefined : phase.began_at[agenda[0].phase];
  const planned = here < 0 || start === undefined || standsStill(clock) ? null : start + agenda.slice(0, here + 1).reduce((sum, stop) => sum + length(stop), 0);
  // Over days, with nights between, the clock on the wall says nothing of what is to come.
  if (!fitsADay(agenda.reduce((sum, stop) => sum + stop.minutes, 0) / rate)) return { stops: stops.map((stop) => (stop.state === "ahead" ? { ...stop, at: null } : stop)), lateMs: null, endsAt: null };
  return { stops, lateMs: planned === null ? null : ends - planned, endsAt: agenda.length === 0 ? null : next };
}

/** Whole minutes late: under half a minute is on time. */
export function minutesLate(lateMs: number): number {
  return Math.round(lateMs / minute) || 0;
}
