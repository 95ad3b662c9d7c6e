/** What a case's evidence adds up to, and when what comes in the show: figures that tests can read. */
import type { CaseSeen, EventSeen, PhaseSeen } from "./api";

export interface Totals { hours: number; reading: number; diagnose: number; decisive: number; decisiveHours: number }

export function totals(seen: CaseSeen): Totals {
  const sum = (pick: (exhibit: CaseSeen["exhibits"][number]) => number) => seen.exhibits.reduce((all, exhibit) => all + pick(exhibit), 0);
  return {
    hours: sum((exhibit) => exhibit.hours),
    reading: sum((exhibit) => exhibit.minutes),
    diagnose: seen.phases.find((phase) => phase.phase === "diagnose")?.minutes ?? 0,
    decisive: sum((exhibit) => (exhibit.decisive ? 1 : 0)),
    decisiveHours: sum((exhibit) => (exhibit.decisive ? exhibit.hours : 0)),
  };
}

export interface Stop { phase: PhaseSeen; begins: number; events: EventSeen[] }

/** The phases one after another, each with the minute in which it begins and the events that come in it. */
export function showOf(seen: CaseSeen): Stop[] {
  let begins = 0;
  return seen.phases.map((phase) => {
    const stop = { phase, begins, events: seen.events.filter((event) => event.phase === phase.phase) };
    begins += phase.minutes;
    return stop;
  });
}
