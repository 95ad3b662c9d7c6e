/** The plan against the wall clock. */
import { expect, test } from "vitest";
import type { Agenda, Clock, Phase } from "../../wire/types.gen";
import { minutesLate, runOfShow } from "./runOfShow";

const minute = 60_000;
const agenda: Agenda[] = [{ phase: "brief", minutes: 5 }, { phase: "diagnose", minutes: 25 }, { phase: "design", minutes: 12 }];
const running: Clock = { at: 0, due: 0, running: true, rate: 1 };
const at = (over: Partial<Phase>): Phase => ({ phase: "lobby", round: 1, rounds: {}, started_due: 0, ends_due: null, left: {}, began_at: {}, ...over });

test("in the lobby, the plan begins now and nobody is late", () => {
  const show = runOfShow(agenda, at({}), running, 10 * minute);
  expect(show.stops.map((stop) => stop.at)).toEqual([10 * minute, 15 * minute, 40 * minute]);
  expect(show.lateMs).toBeNull();
  expect(show.endsAt).toBe(52 * minute);
});

test("a phase that ends as planned is on time, and the next ones follow from its end", () => {
  const show = runOfShow(agenda, at({ phase: "diagnose", ends_due: 40 * minute, began_at: { brief: 10 * minute, diagnose: 15 * minute } }), running, 20 * minute);
  expect(show.stops.map((stop) => [stop.state, stop.at])).toEqual([["done", 10 * minute], ["now", 15 * minute], ["ahead", 40 * minute]]);
  expect(show.lateMs).toBe(0);
});

test("five minutes more make five minutes late", () => {
  const show = runOfShow(agenda, at({ phase: "diagnose", ends_due: 45 * minute, began_at: { brief: 10 * minute, diagnose: 15 * minute } }), running, 20 * minute);
  expect(minutesLate(show.lateMs ?? 0)).toBe(5);
});

test("a phase over its time is later each minute that it goes on", () => {
  const phase = at({ phase: "diagnose", ends_due: 40 * minute, began_at: { brief: 10 * minute, diagnose: 15 * minute } });
  expect(minutesLate(runOfShow(agenda, phase, running, 43 * minute).lateMs ?? 0)).toBe(3);
});

test("a pause makes late too: people's calendars go on", () => {
  const paused: Clock = { at: 20 * minute, due: 20 * minute, running: false, rate: 1 };
  const phase = at({ phase: "diagnose", ends_due: 40 * minute, began_at: { brief: 10 * minute, diagnose: 15 * minute } });
  expect(minutesLate(runOfShow(agenda, phase, paused, 27 * minute).lateMs ?? 0)).toBe(7);
});

test("a rehearsal's clock runs faster than the wall's", () => {
  const show = runOfShow(agenda, at({}), { ...running, rate: 10 }, 0);
  expect(show.endsAt).toBe(4.2 * minute);
});

test("over days the wall's clock says nothing of what is to come", () => {
  const days: Agenda[] = [{ phase: "brief", minutes: 40 }, { phase: "diagnose", minutes: 300 }, { phase: "design", minutes: 600 }];
  const show = runOfShow(days, at({ phase: "diagnose", ends_due: 340 * minute, began_at: { brief: 0, diagnose: 40 * minute } }), running, 60 * minute);
  expect(show.stops.map((stop) => stop.at)).toEqual([0, 40 * minute, null]);
  expect([show.lateMs, show.endsAt]).toEqual([null, null]);
});
