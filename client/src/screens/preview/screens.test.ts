/** Where each screen of a previewed case is found, and what its figures add up to. */
import { beforeAll, expect, test } from "vitest";
import { loadWords } from "../../text";
import { type CaseSeen, type Staged, withExamples } from "./api";
import { groupsOf, placeOf, sceneOf, screenOf, searchOf } from "./screens";
import { showOf, totals } from "./totals";

const exhibit = { title: "Rework by month", kind: "chart", minutes: 1, opens: "", delay: 0, says: {}, person: null, request: null };
const event = { title: "The lead resigns", when: "month 4", phase: "run" as const, options: 2, default: null, contingency_for: null };
const seen: CaseSeen = {
  id: "late-parcels", title: "Late parcels", language: "en", languages: [], currency: "EUR", budget: 10, analyst_hours: 4, training_is: "the answer", kpis: [], causes: [], items: [], timings: [], intended: [], sponsor_asks: [], requests: [],
  exhibits: [{ ...exhibit, tag: "X1", hours: 2, decisive: true }, { ...exhibit, tag: "D1", hours: 1.5, decisive: false }],
  people: [{ id: "mara", label: "Mara" }],
  events: [{ ...event, id: "leaver" }],
  phases: [{ phase: "brief", minutes: 5, others: [] }, { phase: "diagnose", minutes: 30, others: [] }, { phase: "run", minutes: 10, others: [] }],
};
const staged: Staged = { scene: "diagnose", language: "en", version: "a-1", session: "abc", seats: { participant: "abc.p", facilitator: "abc.f", rater: "abc.r" } };

beforeAll(async () => {
  await loadWords("preview");
});

test("every part of a case that has a screen is listed, and a group without any is not", () => {
  const groups = groupsOf(seen);
  expect(groups.map((group) => group.id)).toEqual(["phases", "exhibits", "people", "events"]);
  expect(groups[0]?.screens.map((screen) => screen.id)).toEqual(["shelf", "lobby", "brief", "diagnose", "bet", "statement", "design", "measure", "pitch", "run", "debrief"]);
  expect(groups[1]?.screens.map((screen) => screen.id)).toEqual(["exhibit/X1", "exhibit/D1"]);
});

test("a screen that a save took away gives way to the lobby", () => {
  expect(screenOf(groupsOf(seen), "exhibit/X9")?.id).toBe("lobby");
  expect(screenOf(groupsOf(seen), "event/leaver")?.title).toBe("The lead resigns");
});

test("each screen is found in the scene that has it", () => {
  expect(["design", "bet", "exhibit/X1", "person/mara", "request/rework", "event/leaver"].map(sceneOf)).toEqual(["design", "diagnose", "exhibits", "diagnose", "diagnose", "event/leaver"]);
});

test("whoever leads or rates sees a team's exhibit on its board, and the room's screen shows none", () => {
  expect(searchOf("exhibit/X1", "participant")).toBe("?exhibit=X1");
  expect(searchOf("exhibit/X1", "rater")).toBe("?board=1&part=diagnose&exhibit=X1");
  expect(searchOf("exhibit/X1", "projector")).toBe("");
  expect(searchOf("run", "facilitator")).toBe("");
});

test("a seat has its place and its token", () => {
  expect(placeOf(staged, "participant")).toEqual({ path: "/s/abc", token: "abc.p" });
  expect(placeOf(staged, "rater")).toEqual({ path: "/s/abc", token: "abc.r" });
  expect(placeOf(staged, "projector")).toEqual({ path: "/p/abc", token: "abc.f" });
});

test("evidence adds up, and the show tells what comes when", () => {
  expect(totals(seen)).toEqual({ hours: 3.5, reading: 2, diagnose: 30, decisive: 1, decisiveHours: 2 });
  expect(showOf(seen).map((stop) => [stop.phase.phase, stop.begins, stop.events.length])).toEqual([["brief", 0, 0], ["diagnose", 5, 0], ["run", 35, 1]]);
});

test("a rule's examples are code again, and its title is left out", () => {
  const told = "reach.too-dear — an exhibit\n\nAn error.\n\nwrong:\n\n  evidence:\n    O1: {hours: 7 h}\n\nright:\n\n  evidence:\n    O1: {hours: 5 h}";
  expect(withExamples(told)).toBe("An error.\n\n**Wrong**\n\n```\nevidence:\n  O1: {hours: 7 h}\n```\n\n**Right**\n\n```\nevidence:\n  O1: {hours: 5 h}\n```");
});
