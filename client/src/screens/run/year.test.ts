import { expect, test } from "vitest";
import type { Key, Rec, See } from "../../records";
import { change, marks, playing, sight } from "./year";

const seeing = (records: Record<string, unknown>): See => ({
  get: <K extends Key>(key: K) => records[key] as Rec<K> | undefined,
  keys: (prefix) => Object.keys(records).filter((key) => key.startsWith(`${prefix}/`)) as Key[],
});
const run = (step: number, wanted = step) => ({ step, wanted, steps: 4, week: step * 13, month: step * 3 });
const instrument = (level: string) => ({ label: level, level, kpi: null, blind: "" });
const event = (week: number, answer: string | null) => ({ title: "News", options: [{ option: "a" }], answer, week });

test("what was not chosen is drawn at full size until the row is full, and named below", () => {
  const catalogue = Object.fromEntries(["results", "behaviour", "learning", "reaction", "activity"].map((level) => [`instrument/${level}`, instrument(level)]));
  const two = sight("1")(seeing({ ...catalogue, "metric/1/learning": { isolation: "none" }, "metric/1/results": { isolation: "none" } }));
  expect(two.charts.map(({ instrument: id, metric }) => [id, metric !== undefined])).toEqual([["results", true], ["behaviour", false], ["learning", true]]);
  expect(two.out.map(({ instrument: id }) => id)).toEqual(["reaction", "activity"]);
  expect(sight("1")(seeing(catalogue)).charts).toHaveLength(3);
});

test("the plan changes once, between two steps", () => {
  const at = (more: object) => change("1")(seeing({ run: run(2), ...more }));
  expect(at({})).toBe("now");
  expect(at({ "midcourse/1": { step: 2 } })).toBe("begun");
  expect(at({ "midcourse/1": { step: 1 } })).toBe("used");
  expect(at({ run: run(0, 1) })).toBe("early");
  expect(at({ run: run(2, 3) })).toBe("playing");
  expect(at({ run: run(4) })).toBe("over");
});

test("months that are being computed are named", () => {
  expect(playing(run(1, 2))).toEqual({ from: 4, to: 6 });
  expect(playing(run(2))).toBeNull();
});

test("a decision waits under the month after which it came, until time moves on", () => {
  expect(marks("1")(seeing({ phase: { phase: "run" }, run: run(1), "inject/1/e": event(13, null) }))).toEqual([{ month: 3, what: "decision", text: "News" }]);
  expect(marks("1")(seeing({ phase: { phase: "run" }, run: run(2), "inject/1/e": event(13, null) }))[0]?.what).toBe("event");
  expect(marks("1")(seeing({ phase: { phase: "run" }, run: run(1), "inject/1/e": event(13, "a") }))[0]?.what).toBe("event");
  expect(marks("1")(seeing({ phase: { phase: "run" }, run: run(1), "inject/1/e": event(0, null) }))).toEqual([]);
});

test("the change of plan stands under its month", () => {
  expect(marks("1")(seeing({ run: run(3), "midcourse/1": { step: 2 } }))).toEqual([{ month: 6, what: "plan", text: "" }]);
});
