import { expect, test } from "vitest";
import type { Key, Rec, See } from "../../records";
import { bets, turns } from "./pitching";

const seeing = (records: Record<string, unknown>): See => ({
  get: <K extends Key>(key: K) => records[key] as Rec<K> | undefined,
  keys: (prefix) => Object.keys(records).filter((key) => key.startsWith(`${prefix}/`)) as Key[],
});
const teams = { "team/1": { name: "Aspen", number: 1 }, "team/2": { name: "Birch", number: 2 }, "team/3": { name: "Cedar", number: 3 } };

test("each team is done, now, next or later, in the order that was drawn", () => {
  const see = seeing({ ...teams, pitch: { order: ["3", "1", "2"], current: 1, ends_due: 0 } });
  expect(turns(see).map(({ name, state }) => [name, state])).toEqual([["Cedar", "done"], ["Aspen", "now"], ["Birch", "next"]]);
});

test("when all have pitched, all are done", () => {
  const see = seeing({ ...teams, pitch: { order: ["3", "1", "2"], current: 3, ends_due: null } });
  expect(turns(see).every(({ state }) => state === "done")).toBe(true);
});

test("before the order is known nobody is called", () => {
  expect(turns(seeing(teams))).toEqual([]);
});

test("the bet is told most points first, without what got none", () => {
  const see = seeing({ "spread/1": { points: { a: 20, b: 79.6, other: 0.4 } }, "cause/1/a": { label: "A" }, "cause/1/b": { label: "B" } });
  expect(bets("1")(see)).toEqual([{ cause: "b", label: "B", points: 80 }, { cause: "a", label: "A", points: 20 }]);
});
