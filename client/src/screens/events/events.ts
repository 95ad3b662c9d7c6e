/**
 * The events that reached a team, as figures over `inject/<team>/…`.
 *
 * An event that offers options waits until the team has answered; one without waits until it was put away here. "Later"
 * is each person's own and is kept in this browser.
 */
import { lastOf, type See } from "../../records";
import type { InjectShown } from "../../wire/types.gen";

export interface TeamEvent extends InjectShown { inject: string }

/** All events of a team, the newest first. */
export const eventsOf = (team: string) => (see: See): TeamEvent[] => see.keys(`inject/${team}`)
  .flatMap((key) => {
    const event = see.get(key as `inject/${string}`);
    return event ? [{ ...event, inject: lastOf(key) }] : [];
  })
  .sort((a, b) => b.sent_due - a.sent_due);

/** Whether an event still wants something of the team. */
export function isWaiting(event: TeamEvent): boolean {
  return event.options.length > 0 && event.answer === null;
}

/** What stands where: the one slip that is open, and the events that wait in a line below it. */
export function arranged(events: readonly TeamEvent[], away: ReadonlySet<string>, asked: string | null): { open: TeamEvent | undefined; waiting: TeamEvent[] } {
  const open = events.find((event) => event.inject === asked) ?? events.find((event) => !away.has(event.inject) && (isWaiting(event) || event.options.length === 0));
  return { open, waiting: events.filter((event) => event !== open && isWaiting(event)) };
}
