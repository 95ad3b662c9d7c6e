/** A claimed return can be followed in a team's own numbers. */
import { expect, test } from "vitest";
import { createRecords } from "../../records/records";
import { carried, computed, estimated, meanOf, worthOf } from "./computed";

const flat = (value: number, from: number, to: number): [number, number][] => Array.from({ length: to - from }, (_, at) => [from + at, value]);
const year = [...flat(14, -13, 0), ...flat(14, 0, 39), ...flat(9, 39, 52)];
const series = (points: [number, number][], control: [number, number][] = []) => ({ points, control, baseline: 14 });

test("means are of the thirteen weeks before the approval and the last thirteen of the year", () => {
  expect(meanOf(year, -13, 0)).toEqual({ value: 14, count: 13 });
  expect(meanOf(year, 39, 52)).toEqual({ value: 9, count: 13 });
  expect(meanOf([], 39, 52)).toBeNull();
});

test("before and after is their difference", () => {
  expect(estimated("pre_post", series(year)).effect).toBe(-5);
});

test("a line that was falling anyway is carried forward and taken out", () => {
  const falling: [number, number][] = Array.from({ length: 78 }, (_, at) => [at - 26, 20 - 0.1 * (at - 26)]);
  expect(carried(falling)?.value).toBeCloseTo(15.5);
  expect(estimated("trend", series(falling)).effect).toBeCloseTo(0);
  expect(estimated("trend", series(year.filter(([week]) => week >= -5))).missing).toBe("no.history");
});

test("the change of the group that waits is taken out", () => {
  const waits = [...flat(14, -13, 0), ...flat(12, 39, 52)];
  const so = estimated("did", series(year, waits));
  expect(so.effect).toBe(-3);
  expect([so.controlBefore?.value, so.controlLate?.value]).toEqual([14, 12]);
  expect(estimated("did", series(year)).missing).toBe("no.control");
});

test("what a method lacks is said", () => {
  expect(estimated("none", series(year)).missing).toBe("no.method");
  expect(estimated("pre_post", series(flat(14, -13, 30))).missing).toBe("no.reading");
  expect(estimated("pre_post", series(flat(9, 39, 52))).missing).toBe("no.baseline");
  expect(estimated("pre_post", undefined).missing).toBe("no.reading");
});

const kpi = { kpi: "late", label: "Late", unit: "%", good: "down", baseline: 14, wanted: 6 };
const own = {
  brief: { kpis: [kpi] },
  "instrument/late": { label: "Late log", kpi: "late", cost: 1_000, baseline_cost: 500 },
  "metric/1/late": { isolation: "did", plan_baseline: true },
  "series/1/late": series(year, [...flat(14, -13, 0), ...flat(12, 39, 52)]),
  "item/card": { label: "Card", cost: 6_500 },
  "plan/1/card": { start: 0, claims: [] },
  "gap/1": { kpi: "late", actual: 14, desired: 6, value_per_week: 40_000 },
  "ledger/1": { month: 12, cost: 8_000, benefit: 546_000, roi_percent: 6_725, why: "" },
};
const truth = { kpi: "late", baseline: 14, attainable: 6, value_per_week: 41_600 };

test("before the debrief a point is worth what the team itself stated, and no more is told", () => {
  const store = createRecords();
  store.whole(own, "1-a");
  expect(worthOf("1", kpi)(store)).toEqual({ perPoint: 5_000, from: "own" });
  expect(worthOf("2", kpi)(store)).toEqual({ perPoint: null, from: "untold" });
});

test("from the debrief on it is finance's, and the steps lead to the benefit: three points, of which seven tenths stay", () => {
  const store = createRecords();
  store.whole({ ...own, "reveal/case": { truth } }, "1-a");
  const so = computed("1", "1")(store);
  expect(so.kpis[0]?.estimate).toBeCloseTo(-2.1);
  expect(so.kpis[0]?.benefit).toBeCloseTo(2.1 * 5_200 * 52);
  expect(so.costs.map(({ kind, cost }) => [kind, cost])).toEqual([["item", 6_500], ["baseline", 1_500]]);
});

test("costs that the parts don't explain are shown as such", () => {
  const store = createRecords();
  store.whole({ ...own, "ledger/1": { ...own["ledger/1"], cost: 9_000 } }, "1-a");
  expect(computed("1", "1")(store).costs.at(-1)).toEqual({ id: "other", kind: "other", label: "", cost: 1_000 });
});

test("of two metrics of one figure the stronger method that worked counts", () => {
  const store = createRecords();
  store.whole({ ...own, "series/1/late": series(year), "instrument/log": { label: "Other log", kpi: "late", cost: 0, baseline_cost: 0 }, "metric/1/log": { isolation: "pre_post" }, "series/1/log": series(year) }, "1-a");
  expect(computed("1", "1")(store).kpis[0]).toMatchObject({ instrument: "Other log", isolation: "pre_post", estimate: -5, kept: 1 });
});
