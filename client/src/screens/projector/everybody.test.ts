/** The room's screen holds a facilitator's token and shows nothing that a participant may not know. */
import { expect, test } from "vitest";
import { createRecords } from "../../records/records";
import { forEverybody, publicKinds } from "./everybody";

const rules = Object.values(import.meta.glob<string>("../../../../server/practicum/rules/records/*.py", { query: "?raw", import: "default", eager: true })).join("\n");
const all = createRecords();
all.whole({ phase: { phase: "diagnose" }, truth: { truth: {} }, "team/1": { name: "Fir", number: 1 }, "bet/a": { points: {} }, "claim/1/x": {}, "note/n": { text: "" }, "outcome/1": {}, "shelf/x": {}, "say/1": { text: "Hello" } }, "1-a");
const seen = forEverybody(all);

test("what everybody may know is there", () => {
  expect(seen.get("phase")).toBe(all.get("phase"));
  expect(seen.keys("team")).toEqual(["team/1"]);
  expect(seen.get("say/1")?.text).toBe("Hello");
});

test("the truth, bets, claims, notes, outcomes and the shelf do not exist", () => {
  for (const key of ["truth", "bet/a", "claim/1/x", "note/n", "outcome/1", "shelf/x"] as const) expect(seen.get(key)).toBeUndefined();
  for (const prefix of ["bet", "claim/1", "note", "outcome", "shelf", "truth"]) expect(seen.keys(prefix)).toEqual([]);
});

test("every kind that it shows is one that the rules call everyone's", () => {
  const everyone = [...rules.matchAll(/@kind\("([a-z]+)[^"]*", Audience\.EVERYONE\)/g)].map((found) => found[1]);
  expect(everyone.length).toBeGreaterThan(10);
  expect([...publicKinds].filter((kind) => !everyone.includes(kind))).toEqual([]);
});
