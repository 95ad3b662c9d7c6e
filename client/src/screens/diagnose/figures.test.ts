import { expect, test } from "vitest";
import { createRecords } from "../../records/records";
import { betStands, bettors, betOf, candidatesOf, earlierBet, freePoints, spreadOf, wholePoints } from "./bets";
import { byTag, cardsIn, pinsOf, pointsOf } from "./cards";
import { gapForm, gapSize, isWritten, missing, readGapDraft } from "./gap";
import { hoursOf, openTags, peopleToAsk, requestsOf, tagsIn } from "./room";

const exhibit = (kind: string, state: string, more = {}) => ({ title: "", kind, hours: 1, state, needs: "", person: null, topic: null, request: null, cut: null, opened_by: null, opened_due: null, arrives_due: null, source: "", body: "", table: null, chart: null, alt: "", ...more });
const claim = (text: string, box: string, made: number, cause: string | null = null) => ({ text, box, cause, by: "a", revision: 1, made_due: made });
const link = (on: string, tag: string, stance: string, strength = 2) => ({ claim: on, evidence: tag, stance, strength, note: "", by: "a" });
const seat = (name: string, joined: number) => ({ name, role: "participant", team: "1", field: "", years: null, active: true, joined_due: joined });

function room(more: Record<string, unknown> = {}) {
  const records = createRecords();
  records.whole({
    phase: { phase: "diagnose", round: 1, rounds: { diagnose: 1 }, started_due: 0, ends_due: null, left: {} },
    "seat/a": seat("Ana", 1), "seat/b": seat("Ben", 2),
    "hours/1": { budget: 24, spent: 14 },
    "person/vp": { name: "Margaret", role: "VP", about: "" }, "person/qa": { name: "Helen", role: "QA", about: "" },
    "request/rework": { title: "Rework", about: "", holder: "", hours: 2, delay_minutes: 3, cuts: [{ cut: "office", label: "", tag: "X5" }, { cut: "team", label: "", tag: "X6" }] },
    "evidence/1/D2": exhibit("table", "open"), "evidence/1/D10": exhibit("email", "closed"), "evidence/1/D3": exhibit("document", "locked"),
    "evidence/1/X1": exhibit("chart", "open"), "evidence/1/O1": exhibit("observation", "closed"),
    "evidence/1/X5": exhibit("table", "waiting", { request: "rework", cut: "office" }), "evidence/1/X6": exhibit("table", "closed", { request: "rework", cut: "team" }),
    "evidence/1/I1": exhibit("interview", "open", { person: "vp", topic: "why", hours: 0.5 }), "evidence/1/I2": exhibit("interview", "closed", { person: "vp", topic: "success", hours: 0.5 }),
    "evidence/1/I3": exhibit("interview", "locked", { person: "qa", topic: "errors" }),
    "evidence/2/D1": exhibit("email", "open"),
    ...more,
  }, "1-aa");
  return records;
}

test("a tag's letter names its group, and tags stand in the order of their numbers", () => {
  expect(tagsIn("1", "documents")(room())).toEqual(["D2", "D3", "D10"]);
  expect(tagsIn("1", "observations")(room())).toEqual(["O1"]);
  expect(byTag("X2", "X10")).toBeLessThan(0);
});

test("an answer and a cut are listed once they were asked for", () => {
  expect(tagsIn("1", "interviews")(room())).toEqual(["I1"]);
  expect(tagsIn("1", "data")(room())).toEqual(["X1", "X5"]);
});

test("a person says how much of them was asked, and what the next question costs at least", () => {
  expect(peopleToAsk("1")(room()).map(({ person, asked, of, from }) => ({ person, asked, of, from }))).toEqual([
    { person: "vp", asked: 1, of: 2, from: 0.5 },
    { person: "qa", asked: 0, of: 1, from: null },
  ]);
});

test("a request counts its cuts that are here or on their way", () => {
  expect(requestsOf("1")(room())).toMatchObject([{ request: "rework", asked: 1, of: 2 }]);
});

test("only what is open can be pinned, and only one's own team's", () => {
  expect(openTags("1")(room())).toEqual(["D2", "I1", "X1"]);
  expect(hoursOf("1")(room())).toEqual({ budget: 24, spent: 14, left: 10 });
});

const map = () => room({
  "claim/1/k2": claim("second", "motives", 20), "claim/1/k1": claim("first", "motives", 10), "claim/1/k3": claim("third", "knowledge", 5, "skill"),
  "link/1/k1.D2": link("k1", "D2", "contradicts", 3), "link/1/k1.X1": link("k1", "X1", "supports", 1), "link/1/k1.I1": link("k1", "I1", "supports", 1), "link/1/k3.X1": link("k3", "X1", "supports"),
});

test("a box holds its cards by age", () => {
  expect(cardsIn("1", "motives")(map())).toEqual(["k1", "k2"]);
});

test("a card is weak when what contradicts it weighs more", () => {
  const pins = pinsOf("1", "k1")(map());
  expect(pins.pins.map((pin) => pin.evidence)).toEqual(["I1", "X1", "D2"]);
  expect(pins).toMatchObject({ supports: 2, contradicts: 1, isWeak: true });
  expect(pinsOf("1", "k3")(map()).isWeak).toBe(false);
  expect(pinsOf("1", "k2")(map()).isWeak).toBe(false);
});

const candidates = { "cause/1/other": { label: "Something else" }, "cause/1/skill": { label: "Skill" }, "cause/1/bonus": { label: "Bonus" } };

test("something else is the last candidate", () => {
  expect(candidatesOf("1")(room(candidates)).map((row) => row.cause)).toEqual(["bonus", "skill", "other"]);
});

test("who has bet is known, and a bet of an earlier round does not count", () => {
  const betting = room({ ...candidates, "betting/1": { round: 1, seats: ["b"] }, "bet/a": { team: "1", round: 1, points: { skill: 100 } } });
  expect(bettors("1")(betting).placed.map((person) => person.seat)).toEqual(["b"]);
  expect(betOf("a", "1")(betting)).toEqual({ skill: 100 });
  const later = room({ phase: { phase: "diagnose", round: 2, rounds: { diagnose: 2 }, started_due: 0, ends_due: null, left: {} }, "betting/1": { round: 1, seats: ["b"] }, "bet/a": { team: "1", round: 1, points: { skill: 100 } } });
  expect(bettors("1")(later).placed).toEqual([]);
  expect(betOf("a", "1")(later)).toBeNull();
});

test("after a step back the team's earlier bet stands, and one's own is what one begins from", () => {
  const later = room({
    phase: { phase: "diagnose", round: 2, rounds: { diagnose: 2 }, started_due: 0, ends_due: null, left: {} },
    "spread/1": { points: { skill: 100 }, seats: 2, round: 1 }, "bet/a": { team: "1", round: 1, points: { skill: 100 } }, "bet/b": { team: "2", round: 1, points: { bonus: 100 } },
  });
  expect(betStands("1")(later)).toBe(true);
  expect(earlierBet("a", "1")(later)).toEqual({ skill: 100 });
  expect(earlierBet("b", "1")(later)).toBeNull();
  expect(betStands("1")(room({}))).toBe(false);
});

test("the spread lies with the most points first, one's own beside it; a card has the points of its candidate", () => {
  const spread = room({ ...candidates, "spread/1": { points: { skill: 60, bonus: 10, other: 30 }, seats: 2, round: 1 }, "bet/a": { team: "1", round: 1, points: { skill: 100 } } });
  expect(spreadOf("1", "a")(spread)?.rows.map(({ cause, points, mine }) => [cause, points, mine])).toEqual([["skill", 60, 100], ["other", 30, 0], ["bonus", 10, 0]]);
  expect(pointsOf("1", "skill")(spread)).toBe(60);
  expect(pointsOf("1", null)(spread)).toBeNull();
  expect(pointsOf("1", "skill")(room())).toBeNull();
});

test("free points say what is missing and what is too much", () => {
  expect(freePoints({ a: 60, b: 30 })).toBe(10);
  expect(freePoints({ a: 60, b: 60 })).toBe(-20);
  expect([wholePoints(12.6), wholePoints(-3), wholePoints(140), wholePoints(Number.NaN)]).toEqual([13, 0, 100, 0]);
});

const gap = { kpi: "rework", actual: 14, desired: 6, since: "January", value_per_week: 5200, statement: "Rework rose.", by: "a", revision: 3 };

test("a gap is written with both figures and a sentence", () => {
  expect(isWritten(gap)).toBe(true);
  expect(isWritten({ ...gap, statement: "  " })).toBe(false);
  expect(isWritten({ ...gap, actual: null })).toBe(false);
  expect(isWritten(undefined)).toBe(false);
  expect(missing({ kpi: "rework", actual: null, desired: 6, since: "", value: null, statement: "", revision: 0 })).toEqual(["actual", "statement"]);
});

test("the gap's size is told with its worth where that is known", () => {
  expect(gapSize({ actual: 14, desired: 6, value: 5200 })).toEqual({ points: 8, perWeek: 41_600 });
  expect(gapSize({ actual: 14, desired: 6, value: null })).toEqual({ points: 8, perWeek: null });
  expect(gapSize({ actual: null, desired: 6, value: 1 })).toBeNull();
});

test("the form begins as the record has it, and a broken draft is no draft", () => {
  expect(gapForm("1")(room({ "gap/1": gap })).revision).toBe(3);
  expect(gapForm("1")(room()).revision).toBe(0);
  expect(readGapDraft("{")).toBeNull();
  expect(readGapDraft('"text"')).toBeNull();
});
