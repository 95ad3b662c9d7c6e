/** Fifteen minutes of a team, and when it is quiet. */
import { expect, test } from "vitest";
import { bars, idleMs, isQuiet } from "./activity";

const active = { last_due: 600_000, last_do: "claim.put", last_by: "a", minute: 10, counts: [2, 0, 5] };

test("a team that never did anything has fifteen empty minutes", () => {
  expect(bars(undefined, 0)).toEqual(Array(15).fill(0));
});

test("the last bar is the present minute", () => {
  expect(bars(active, 10 * 60_000).slice(-3)).toEqual([2, 0, 5]);
  expect(bars(active, 12 * 60_000 + 30_000).slice(-5)).toEqual([2, 0, 5, 0, 0]);
});

test("what is older than fifteen minutes is gone", () => {
  expect(bars(active, 60 * 60_000)).toEqual(Array(15).fill(0));
});

test("a team is quiet after three minutes without a move, in a phase in which it works", () => {
  expect(isQuiet("diagnose", idleMs(active, 0, 600_000 + 179_000))).toBe(false);
  expect(isQuiet("diagnose", idleMs(active, 0, 600_000 + 180_000))).toBe(true);
  expect(isQuiet("pitch", idleMs(active, 0, 900_000))).toBe(false);
});

test("a phase that has just begun makes nobody quiet", () => {
  expect(isQuiet("design", idleMs(active, 850_000, 900_000))).toBe(false);
});
