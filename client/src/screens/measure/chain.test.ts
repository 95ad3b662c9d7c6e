import { expect, test } from "vitest";
import type { Key, Rec, See } from "../../records";
import { asSentence, isWrongWay, lacks, methods, numberOf, rungs, stepOf, unseen } from "./chain";
import { difference } from "./units";

const records: Record<string, unknown> = {
  "instrument/smile": { label: "Rating", level: "reaction", blind: "whether people found it useful" },
  "instrument/rate": { label: "Rate", level: "results", blind: "whether the problem went away" },
  "instrument/audit": { label: "Audit", level: "behaviour", blind: "whether the job is done differently" },
  "metric/1/rate": { isolation: "trend" },
};
const see: See = {
  get: <K extends Key>(key: K) => records[key] as Rec<K> | undefined,
  keys: (prefix) => Object.keys(records).filter((key) => key.startsWith(`${prefix}/`)) as Key[],
};

test("the chain goes from the result down, and leaves out levels that the case has not", () => {
  expect(rungs("1")(see).map(({ level, links }) => [numberOf(level), level, links.length])).toEqual([[4, "results", 1], [3, "behaviour", 1], [1, "reaction", 1]]);
});

test("what was not chosen will not be seen, results first", () => {
  expect(unseen("1")(see).map(({ instrument }) => instrument)).toEqual(["audit", "smile"]);
});

test("a control group is offered only where somebody can wait", () => {
  expect(methods([])).not.toContain("did");
  expect(methods(["Leeds", "Stirling"])[0]).toBe("did");
});

test("a comparison with before needs a reading from before", () => {
  const metric = (isolation: "pre_post" | "trend" | "expert", plan_baseline = false) => ({ isolation, plan_baseline });
  expect(lacks({ archival: false }, metric("pre_post"))).toBe("baseline");
  expect(lacks({ archival: false }, metric("pre_post", true))).toBeNull();
  expect(lacks({ archival: false }, metric("trend", true))).toBe("history");
  expect(lacks({ archival: true }, metric("trend"))).toBeNull();
  expect(lacks({ archival: false }, metric("expert"))).toBeNull();
});

test("a target on the other side of today is noticed", () => {
  expect(isWrongWay({ good: "down", today: 14 }, 16)).toBe(true);
  expect(isWrongWay({ good: "down", today: 14 }, 8)).toBe(false);
  expect(isWrongWay({ good: "up", today: null }, 8)).toBe(false);
});

test("targets step in the size of what they measure", () => {
  expect(stepOf({ unit: "% of claims", today: 14 })).toBe(1);
  expect(stepOf({ unit: "out of 5", today: 1 })).toBe(0.1);
  expect(stepOf({ unit: "claims a month", today: 434 })).toBe(10);
});

test("words from inside a sentence begin one", () => {
  expect(asSentence("whether it lasted")).toBe("Whether it lasted");
});

test("two percentages differ by percentage points, anything else by its own amount", () => {
  expect(difference(8, "% of claims closed")).toBe("8\u00a0percentage points");
  expect(difference(-2.14, "%", { signed: true })).toBe("\u22122.1\u00a0percentage points");
  expect(difference(1, "% right")).toBe("1\u00a0percentage point");
  expect(difference(0.25, "% right", { digits: 2, signed: true })).toBe("+0.25\u00a0percentage points");
  expect(difference(1.2, "out of 5", { signed: true })).toBe("+1.2");
});
