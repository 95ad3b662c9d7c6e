/**
 * The events of the case in the order in which a facilitator meets them: what was sent, what is due, what comes in later
 * phases, what is at hand.
 */
import { phases, type PhaseName } from "../../app/phases";
import { lastOf, type See, teams } from "../../records";
import type { Shelf } from "../../wire/types.gen";

export interface Answer { team: string; name: string; index: number; answer: string | null; by: string | null; sentDue: number }

export interface EventRow {
  id: string;
  event: Shelf;
  state: "sent" | "due" | "later" | "held" | "hand";
  /** Session time at which it was first sent, or will be. */
  due: number | null;
  /** Where it belongs: the phase, or the month of the run. */
  phase: PhaseName | null;
  month: number | null;
  answers: readonly Answer[];
  teams: number;
}

const order = { sent: 0, due: 1, later: 2, held: 3, hand: 4 } as const;

export function eventRows(see: See): EventRow[] {
  const all = teams(see);
  const now = see.get("phase")?.phase ?? "lobby";
  return see.keys("shelf").flatMap((key): EventRow[] => {
    const event = see.get(key as `shelf/${string}`);
    if (event === undefined) return [];
    const id = lastOf(key);
    const answers = all.flatMap((team): Answer[] => {
      const sent = see.get(`inject/${team.team}/${id}`);
      if (sent === undefined) return [];
      return [{ team: team.team, name: team.name, index: team.index, answer: sent.options.find((option) => option.option === sent.answer)?.label ?? null, by: sent.answered_by, sentDue: sent.sent_due }];
    });
    const place = placeOf(event.when);
    const isSent = answers.length > 0;
    const state = isSent ? "sent" : event.held ? "held" : event.fires_due !== null ? "due" : isAhead(place, now) ? "later" : "hand";
    const due = isSent ? Math.min(...answers.map((answer) => answer.sentDue)) : event.fires_due;
    return [{ id, event, state, due, ...place, answers, teams: all.length }];
  }).sort((a, b) => order[a.state] - order[b.state] || (a.due ?? 0) - (b.due ?? 0) || rank(a) - rank(b));
}

/** `design + 4 min` and `month 4`, as authors write them; anything else is by hand. */
export function placeOf(when: string): { phase: PhaseName | null; month: number | null } {
  const month = /^month\s+(\d+)/.exec(when);
  if (month) return { phase: "run", month: Number(month[1]) };
  const phase = phases.find((name) => when.startsWith(name));
  return { phase: phase ?? null, month: null };
}

function isAhead(place: { phase: PhaseName | null; month: number | null }, now: PhaseName): boolean {
  if (place.phase === null) return false;
  const distance = phases.indexOf(place.phase) - phases.indexOf(now);
  return distance > 0 || (distance === 0 && place.month !== null);
}

function rank(row: EventRow): number {
  return (row.phase === null ? 99 : phases.indexOf(row.phase)) * 20 + (row.month ?? 0);
}
