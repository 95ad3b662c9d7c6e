import { expect, test } from "vitest";
import type { Key, Rec, See } from "../../records";
import { funds } from "./funds";
import { causes, lanes, relinked, spanOf, treated } from "./plan";
import { warnings } from "./warnings";

/** A view over plain records. */
function seeing(records: Record<string, unknown>): See {
  return {
    get: <K extends Key>(key: K) => records[key] as Rec<K> | undefined,
    keys: (prefix) => Object.keys(records).filter((key) => key === prefix || key.startsWith(`${prefix}/`)) as Key[],
  };
}

const item = (label: string, kind: string, cost: number, more: object = {}) => ({ label, about: "", audience: "", kind, cost, lead: 4, rollout: 2, asked: false, ...more });
const base = {
  case: { budget: 100_000, currency: "GBP" },
  "item/workshop": item("Workshop", "learning", 60_000),
  "item/guide": item("Guide", "job_aid", 10_000),
  "item/webinar": item("Webinar", "learning", 21_000, { asked: true }),
  "claim/1/a": { text: "They can’t yet", box: "knowledge", cause: "skill", by: "s", revision: 1, made_due: 1 },
  "claim/1/b": { text: "They don’t care", box: "motives", cause: "attitude", by: "s", revision: 1, made_due: 2 },
  "link/1/a.X4": { claim: "a", evidence: "X4", stance: "supports", strength: 2, note: "", by: "s" },
  "link/1/b.X4": { claim: "b", evidence: "X4", stance: "contradicts", strength: 2, note: "", by: "s" },
  "cause/1/skill": { label: "Skill" },
  "cause/1/attitude": { label: "Attitude" },
  "spread/1": { points: { skill: 30, attitude: 60, other: 10 }, seats: 3, round: 1 },
};
const plan = (start: number, claims: string[]) => ({ start, claims, by: "s", revision: 1 });

test("a course ends with its last group, everything else stays until the year's end", () => {
  expect(spanOf({ kind: "learning", lead: 8, rollout: 6 }, 4)).toMatchObject({ live: 12, end: 18, fromMonth: 2, toMonth: 5, liveMonth: 3 });
  expect(spanOf({ kind: "tool", lead: 20, rollout: 1 }, 0)).toMatchObject({ live: 20, end: 52, toMonth: 12, liveMonth: 5 });
});

test("what goes live after the year is never live", () => {
  expect(spanOf({ kind: "tool", lead: 20, rollout: 1 }, 39).liveMonth).toBeNull();
});

test("the cause with most points stands first, and only supporting exhibits support", () => {
  expect(causes("1")(seeing(base)).map(({ claim, points, support }) => [claim, points, support])).toEqual([["b", 60, 0], ["a", 30, 1]]);
});

test("an item stands in the row of each of its causes, or in the last row", () => {
  const see = seeing({ ...base, "plan/1/guide": plan(0, ["a", "b"]), "plan/1/workshop": plan(4, ["a"]), "plan/1/webinar": plan(0, ["gone"]) });
  expect(lanes("1")(see).map((lane) => [lane.cause?.claim ?? null, lane.entries.map(({ item: id }) => id)])).toEqual([["b", ["guide"]], ["a", ["guide", "workshop"]], [null, ["webinar"]]]);
  expect(treated(lanes("1")(see))).toEqual({ treated: 2, of: 2, mixed: 1 });
});

test("a bar that moves to another row changes the cause that it came from", () => {
  expect(relinked(["a", "b"], "a", "c")).toEqual(["b", "c"]);
  expect(relinked(["a"], "a", null)).toEqual([]);
  expect(relinked(["a"], null, "a")).toEqual(["a"]);
});

test("plan and metrics are paid from one budget", () => {
  const see = seeing({ ...base, "plan/1/guide": plan(0, []), "plan/1/workshop": plan(0, []), "instrument/audit": { cost: 2_000, baseline_cost: 500 }, "metric/1/audit": { plan_baseline: true } });
  expect(funds("1")(see)).toEqual({ budget: 100_000, plan: 70_000, metrics: 2_500, spent: 72_500, left: 27_500, training: 60_000, changed: 0 });
});

test("events take from the budget and make items dearer", () => {
  const see = seeing({ ...base, "plan/1/guide": plan(0, []), "inject/1/date": { budget: -9_000, costs: { guide: 3_000, webinar: 500 } }, "inject/1/offer": { budget: 1_000, costs: { guide: -50_000 } } });
  expect(funds("1")(see)).toMatchObject({ budget: 92_000, plan: 0, left: 92_000, changed: 2_000 });
  const dearer = seeing({ ...base, "plan/1/guide": plan(0, []), "inject/1/date": { budget: -9_000, costs: { guide: 3_000 } } });
  expect(funds("1")(dearer)).toMatchObject({ budget: 91_000, plan: 13_000, left: 78_000, changed: -12_000 });
});

test("before signing: no cause, no support, nothing for the first bet, too late, too dear", () => {
  const see = seeing({ ...base, case: { budget: 50_000 }, "item/guide": item("Guide", "job_aid", 10_000, { lead: 20 }), "plan/1/guide": plan(39, ["a"]), "plan/1/workshop": plan(0, ["a"]), "plan/1/webinar": plan(0, []) });
  expect(warnings("1")(see).map(({ kind }) => kind)).toEqual(["over", "bet", "unlinked", "late", "asked"]);
  const hunch = seeing({ ...base, "plan/1/guide": plan(0, ["b"]) });
  expect(warnings("1")(hunch)).toEqual([{ kind: "unsupported", item: "guide", label: "Guide", claim: "They don’t care" }]);
});

test("an empty plan is named as one", () => {
  expect(warnings("1")(seeing(base))).toEqual([{ kind: "empty" }]);
});

test("without causes on the map there is nothing to link to, and the warning says so", () => {
  const { "item/guide": guide, case: shown } = base as Record<string, unknown>;
  expect(warnings("1")(seeing({ "item/guide": guide, case: shown, "plan/1/guide": plan(0, []) }))).toEqual([{ kind: "causeless", item: "guide", label: "Guide" }]);
});
