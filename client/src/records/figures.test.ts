import { expect, test } from "vitest";
import { watch } from "./figures";
import { crew, readiness } from "./people";
import { createRecords } from "./records";

const seat = (name: string, team: string | null, joined: number) => ({ name, role: "participant", team, field: "", years: null, active: true, joined_due: joined });

function lobby() {
  const records = createRecords();
  records.whole({
    phase: { phase: "lobby", round: 1 }, "seat/a": seat("Ana", "1", 1), "seat/b": seat("Ben", "1", 2), "seat/c": seat("Cy", "2", 3),
    "seat/o": { ...seat("Olga", "1", 4), role: "observer" }, "seat/r": { ...seat("Ray", "1", 5), active: false }, "ready/lobby.1/a": { ready: true },
  }, "1-aa");
  return records;
}

test("a figure is the same object until what it looked at changes its value", () => {
  const records = lobby();
  const people = watch(records, crew("1"));
  let wakes = 0;
  const stop = people.on(() => { wakes += 1; });
  const before = people.value();
  records.apply({ "seat/c": seat("Cyrus", "2", 3) }, [], "2-aa");
  expect(people.value()).toBe(before);
  expect(wakes).toBe(0);
  records.apply({ "seat/b": seat("Benno", "1", 2) }, [], "3-aa");
  expect(people.value().map((person) => person.name)).toEqual(["Ana", "Benno"]);
  expect(wakes).toBe(1);
  stop();
  records.apply({ "seat/b": seat("Bo", "1", 2) }, [], "4-aa");
  expect(wakes).toBe(1);
  expect(people.value().map((person) => person.name)).toEqual(["Ana", "Bo"]);
});

test("a figure follows to records that it did not look at before", () => {
  const records = lobby();
  const first = watch(records, (see) => (see.get("team/1") ? see.get("team/2")?.name : undefined));
  first.on(() => {});
  expect(first.value()).toBeUndefined();
  records.apply({ "team/1": { name: "Alder", number: 1 } }, [], "2-aa");
  records.apply({ "team/2": { name: "Beech", number: 2 } }, [], "3-aa");
  expect(first.value()).toBe("Beech");
});

test("readiness counts active participants, in the phase's present round", () => {
  const records = lobby();
  const count = watch(records, readiness("1"));
  expect(count.value()).toEqual({ ready: 1, of: 2 });
  records.apply({ phase: { phase: "lobby", round: 2 } }, [], "2-aa");
  expect(count.value()).toEqual({ ready: 0, of: 2 });
});
