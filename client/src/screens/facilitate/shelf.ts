/**
 * The events of the case in the order in which a facilitator meets them: what was sent, what is due, what waits for a team,
 * what comes in later phases, what is at hand. What is held in reserve for another event stands under it until it is sent.
 */
import { phases, type PhaseName } from "../../app/phases";
import { lastOf, type See, teams } from "../../records";
import type { Coming, Shelf } from "../../wire/types.gen";

export interface Answer { team: string; name: string; index: number; answer: string | null; by: string | null; sentDue: number }

export interface EventRow {
  id: string;
  event: Shelf;
  state: "sent" | "due" | "waits" | "later" | "held" | "hand";
  /** Session time at which it was first sent, or will be. */
  due: number | null;
  /** When it comes, in parts. */
  comes: Coming;
  /** The event that it is held in reserve for, and whether it stands under it. */
  reserveFor: string | null;
  isUnder: boolean;
  answers: readonly Answer[];
  teams: number;
}

const order = { sent: 0, due: 1, waits: 2, later: 3, held: 4, hand: 5 } as const;

export function eventRows(see: See): EventRow[] {
  const all = teams(see);
  const now = see.get("phase")?.phase ?? "lobby";
  const rows = see.keys("shelf").flatMap((key): EventRow[] => {
    const event = see.get(key as `shelf/${string}`);
    if (event === undefined) return [];
    const id = lastOf(key);
    const answers = all.flatMap((team): Answer[] => {
      const sent = see.get(`inject/${team.team}/${id}`);
      if (sent === undefined) return [];
      return [{ team: team.team, name: team.name, index: team.index, answer: sent.options.find((option) => option.option === sent.answer)?.label ?? null, by: sent.answered_by, sentDue: sent.sent_due }];
    });
    const isSent = answers.length > 0;
    // A session from before events waited for anything says nothing of it.
    const comes = (event.comes as Coming | undefined) ?? byHand;
    const silentUntil = comes.how === "unanswered" && !event.held ? firstSilence(see, id, comes, all.map((team) => team.team)) : null;
    const due = isSent ? Math.min(...answers.map((answer) => answer.sentDue)) : (event.fires_due ?? silentUntil);
    const state = isSent ? "sent" : event.held ? "held" : due !== null ? "due" : stateOf(comes, now);
    return [{ id, event, state, due, comes, reserveFor: event.contingency_for ?? null, isUnder: false, answers, teams: all.length }];
  }).sort((a, b) => order[a.state] - order[b.state] || (a.due ?? 0) - (b.due ?? 0) || rank(a) - rank(b));
  return under(rows);
}

/** Put what is held in reserve under its event, as long as no team has had it. */
function under(rows: readonly EventRow[]): EventRow[] {
  const isReserve = (row: EventRow) => row.state !== "sent" && rows.some((other) => other.id === row.reserveFor && other.id !== row.id);
  const free = rows.filter((row) => !isReserve(row));
  const placed = free.flatMap((row) => [row, ...rows.filter((other) => other.reserveFor === row.id && isReserve(other)).map((other) => ({ ...other, isUnder: true }))]);
  // A reserve of a reserve stands by itself, so that nothing is lost.
  return [...placed, ...rows.filter((row) => !placed.some((other) => other.id === row.id))];
}

/** When the first team that has not answered will have been silent for long enough. */
function firstSilence(see: See, id: string, comes: Coming, all: readonly string[]): number | null {
  const ends = all.flatMap((team) => {
    const other = see.get(`inject/${team}/${comes.of}`);
    return other === undefined || other.answer !== null || see.get(`inject/${team}/${id}`) !== undefined ? [] : [other.sent_due + (comes.number ?? 0) * minuteMs];
  });
  return ends.length === 0 ? null : Math.min(...ends);
}

const minuteMs = 60_000;
const byHand: Coming = { how: "hand", phase: null, number: null, of: "", label: "", said: "" };

/** Where an event stands that nobody has had and no clock runs for. */
function stateOf(comes: Coming, now: PhaseName): EventRow["state"] {
  if (comes.how === "hand") return "hand";
  if (comes.phase === null) return now === "debrief" ? "hand" : "waits";
  const distance = phases.indexOf(comes.phase) - phases.indexOf(now);
  return distance > 0 || (distance === 0 && comes.how !== "phase") ? "later" : "hand";
}

function rank(row: EventRow): number {
  const { phase, how, number } = row.comes;
  const place = phase === null ? 99 : phases.indexOf(phase);
  return place * 100 + (how === "month" ? (number ?? 0) * 52 / 12 : how === "week" ? (number ?? 0) : 0);
}
