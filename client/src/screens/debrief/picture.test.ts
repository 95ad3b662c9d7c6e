/** The debrief's figures. */
import { expect, test } from "vitest";
import { createRecords } from "../../records/records";
import { columns, inOrder, isReached, monthOfWeek, pathOf, place, scaleOf, unitOf, until, valueAt, weekOfMonth } from "./picture";

const year: [number, number][] = [[-1, 14], [0, 14], [12, 10], [51, 6]];

test("months and weeks agree at every step of the replay", () => {
  for (let month = 0; month <= 12; month++) expect(monthOfWeek(weekOfMonth(month))).toBe(month);
  expect(weekOfMonth(12)).toBe(51);
});

test("a line is drawn as far as the replay has come", () => {
  expect(until(year, weekOfMonth(3))).toEqual([[-1, 14], [0, 14], [12, 10]]);
  expect(valueAt(year, weekOfMonth(3))).toBe(10);
  expect(valueAt([], 51)).toBeNull();
});

test("all teams share one scale that holds every line, the baseline and what is attainable", () => {
  const scale = scaleOf([year, [[0, 16]]], [14, 6]);
  expect(scale.low).toBeLessThan(6);
  expect(scale.high).toBeGreaterThan(16);
  const at = place(scale, 100, 50);
  expect(at.y(16)).toBeLessThan(at.y(6));
  expect(pathOf([[scale.first, scale.low], [scale.last, scale.high]], at)).toBe("M0.0 50.0L100.0 0.0");
});

test("a flat year has a scale too", () => {
  expect(Number.isFinite(place(scaleOf([[[0, 5]]], [5]), 10, 10).y(5))).toBe(true);
});

test("reaching what is attainable means under it or over it, as the figure goes", () => {
  expect(isReached(5.9, 6, "down")).toBe(true);
  expect(isReached(5.9, 6, "up")).toBe(false);
});

test("causes come by their share, and what is none of them comes last", () => {
  const cause = (name: string, share: number, decoy: boolean) => ({ cause: name, label: name, box: "knowledge" as const, share, decoy, explain: "", blocked_by: {}, decisive: [] });
  const { real, decoys } = inOrder([cause("c", 0, true), cause("a", 0.2, false), cause("b", 0.6, false)]);
  expect([...real, ...decoys].map((one) => one.cause)).toEqual(["b", "a", "c"]);
});

test("one's own team comes first, then all by number", () => {
  const store = createRecords();
  const part = { bet: {}, causes: {} };
  store.whole({ "team/1": { name: "A", number: 1 }, "team/2": { name: "B", number: 2 }, "team/3": { name: "C", number: 3 }, "revealed/1": part, "revealed/2": part, "revealed/3": part }, "1-a");
  expect(columns("2")(store).map((column) => column.team.name)).toEqual(["B", "A", "C"]);
  expect(columns(null)(store).map((column) => column.mine)).toEqual([false, false, false]);
});

test("a long unit stands in the caption, a percentage beside the figure", () => {
  expect(unitOf("% of claims closed")).toEqual({ short: "%", full: "% of claims closed" });
  expect(unitOf("working days").short).toBe("");
});
