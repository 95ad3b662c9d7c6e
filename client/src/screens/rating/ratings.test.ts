/** Ratings: when one may rate, how far one is, and that one sees only one's own. */
import { expect, test } from "vitest";
import { createRecords } from "../../records/records";
import { given, others, ratedRows, stateOf, windowOf } from "./ratings";

const rating = (levels: Record<string, number>, locked = false) => ({ levels, notes: {}, locked, locked_due: null });
const at = (records: Record<string, unknown>) => {
  const store = createRecords();
  store.whole(records, "1-a");
  return windowOf(store);
};

test("one rates from the pitches on until something of the year is known", () => {
  expect(at({ phase: { phase: "measure" } })).toBe("early");
  expect(at({ phase: { phase: "pitch" } })).toBe("open");
  expect(at({ phase: { phase: "run" }, run: { step: 0 } })).toBe("open");
  expect(at({ phase: { phase: "run" }, run: { step: 1 } })).toBe("closed");
  expect(at({ phase: { phase: "debrief" }, "reveal/case": {} })).toBe("closed");
  expect(at({ phase: { phase: "pitch" }, session: { ended: true } })).toBe("ended");
});

test("a step back to the pitches opens nothing once results were known", () => {
  expect(at({ phase: { phase: "pitch" }, run: { step: 2 } })).toBe("closed");
});

test("a rating that was not locked in time is told from one that counts", () => {
  expect(stateOf(undefined, "open")).toBe("none");
  expect(stateOf(rating({ risks: 3 }), "open")).toBe("open");
  expect(stateOf(rating({ risks: 3 }), "closed")).toBe("late");
  expect(stateOf(rating({ risks: 3 }, true), "closed")).toBe("locked");
  expect(ratedRows(rating({ risks: 0, together: 4 }))).toBe(2);
});

test("of others one learns who has locked, never how they rated", () => {
  const store = createRecords();
  const seat = (name: string, role: string) => ({ name, role, team: null, field: "", years: null, active: true, joined_due: 0 });
  store.whole({ "seat/f": seat("Fay", "facilitator"), "seat/r": seat("Rae", "rater"), "seat/s": seat("Sam", "rater"), "seat/p": seat("Pat", "participant"), "rating/r/1": rating({ risks: 1 }, true), "rating/s/1": rating({ risks: 4 }) }, "1-a");
  expect(others("1", "f")(store)).toEqual({ locked: ["Rae"], open: ["Sam"] });
});

test("facilitators see who rated how once rating is over, and not before", () => {
  const store = createRecords();
  const records = { "team/1": { name: "A", number: 1 }, "seat/r": { name: "Rae", role: "rater", team: null, field: "", years: null, active: true, joined_due: 0 }, "rating/r/1": rating({ risks: 1 }, true) };
  store.whole({ ...records, phase: { phase: "pitch" } }, "1-a");
  expect(given(store)).toEqual([]);
  store.whole({ ...records, phase: { phase: "run" }, run: { step: 1 } }, "2-a");
  expect(given(store).map(({ name, team }) => [name, team])).toEqual([["Rae", "1"]]);
});
