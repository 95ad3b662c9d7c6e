/** How long a session will be, and what the server is asked for. */
import { expect, test } from "vitest";
import type { Timing } from "../../app/api";
import { fitsADay } from "../../app/time";
import { asked, phasesOf, setPhases, sum } from "./length";

const own: Timing = { id: "", label: "", about: "", minutes: 21, analyst_hours: 24, phases: [{ phase: "brief", minutes: 5, per_team: null }, { phase: "pitch", minutes: 8, per_team: 2 }, { phase: "run", minutes: 8, per_team: null }] };

test("pitches take as long as there are teams, up to their limit", () => {
  expect(sum(phasesOf(own, 3))).toBe(19);
  expect(sum(phasesOf(own, 9))).toBe(21);
});

test("what the host does not set keeps the case's own time", () => {
  expect(setPhases(own, 2, { run: 20 }).map(({ minutes }) => minutes)).toEqual([5, 4, 20]);
});

test("only what differs is asked for", () => {
  expect(asked({ kind: "set", minutes: { brief: 5, run: 20, pitch: 4 } }, own, 2)).toEqual({ run: 20 });
  expect(asked({ kind: "set", minutes: { brief: 5 } }, own, 2)).toBeUndefined();
  expect(asked({ kind: "named", id: "three_days" }, own, 2)).toBe("three_days");
  expect(asked({ kind: "named", id: "" }, own, 2)).toBeUndefined();
});

test("an hour and a half fits a day, three days do not", () => {
  expect([fitsADay(90), fitsADay(980)]).toEqual([true, false]);
});
