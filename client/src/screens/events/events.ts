/**
 * The events that reached a team, as figures over `inject/<team>/…`.
 *
 * An event that offers options waits until the team has answered or its weeks have passed; one without waits until it was
 * put away here. "Later" is each person's own and is kept in this browser.
 */
import { lastOf, type See } from "../../records";
import type { InjectShown } from "../../wire/types.gen";
import { weeksOfYear } from "../design/calendar";

export interface TeamEvent extends InjectShown { inject: string }

/** All events of a team, the newest first. */
export const eventsOf = (team: string) => (see: See): TeamEvent[] => see.keys(`inject/${team}`)
  .flatMap((key) => {
    const event = see.get(key as `inject/${string}`);
    return event ? [{ ...event, inject: lastOf(key) }] : [];
  })
  .sort((a, b) => b.sent_due - a.sent_due);

/** The first week that an answer can still change: what came before is played, or being played. */
export function openFrom(see: See): number {
  if (see.get("session")?.ended) return Number.POSITIVE_INFINITY;
  const run = see.get("run");
  const phase = see.get("phase")?.phase;
  if (run === undefined || (phase !== "run" && phase !== "debrief")) return 0;
  return (run.wanted * weeksOfYear) / run.steps;
}

/** Whether the weeks in which an event acts have passed: its answer, or that there is none, stands. */
export function isPast(event: Pick<TeamEvent, "week">, from: number): boolean {
  return event.week < from;
}

/** Whether an event still wants something of the team. */
export function isWaiting(event: Pick<TeamEvent, "options" | "answer" | "week">, from: number): boolean {
  return event.options.length > 0 && event.answer === null && !isPast(event, from);
}

/** What stands where: the one slip that is open, and the events that wait in a line below it. */
export function arranged(events: readonly TeamEvent[], away: ReadonlySet<string>, asked: string | null, from: number): { open: TeamEvent | undefined; waiting: TeamEvent[] } {
  const open = events.find((event) => event.inject === asked) ?? events.find((event) => !away.has(event.inject) && (isWaiting(event, from) || event.options.length === 0));
  return { open, waiting: events.filter((event) => event !== open && isWaiting(event, from)) };
}
