/** What a team's card says. */
import { expect, test } from "vitest";
import { createRecords, type Records } from "../../records/records";
import { factsOf, level, spreadOf } from "./teamFacts";

const seat = (name: string, over = {}) => ({ name, role: "participant", team: "1", field: "", years: null, active: true, joined_due: 0, ...over });
const claim = (box: string, cause: string | null) => ({ text: "", box, cause, by: "a", revision: 1, made_due: 0 });

function records(put: Record<string, unknown>): Records {
  const store = createRecords();
  store.whole({ phase: { phase: "diagnose", round: 1, rounds: { diagnose: 1 }, started_due: 0, ends_due: null, left: {}, began_at: {} }, "team/1": { name: "Fir", number: 1 }, "seat/a": seat("Ana"), "seat/b": seat("Ben"), ...put }, "1-a");
  return store;
}

test("until somebody bets, claims are counted by box", () => {
  const spread = spreadOf("1", 1)(records({ "claim/1/x": claim("knowledge", null), "claim/1/y": claim("knowledge", "skill") }));
  expect(spread.of).toBe("claims");
  expect(spread.boxes.knowledge).toBe(2);
});

test("a bet stands in the box in which the team put the cause", () => {
  const spread = spreadOf("1", 1)(records({ "claim/1/x": claim("capacity", "skill"), "spread/1": { points: { skill: 60, other: 40 }, seats: 2, round: 1 } }));
  expect(spread).toMatchObject({ of: "bet", other: 40 });
  expect(spread.boxes.capacity).toBe(60);
});

test("bets that are in so far are averaged, and bets of an earlier round are not", () => {
  const spread = spreadOf("1", 2)(records({ "claim/1/x": claim("motives", "skill"), "bet/a": { team: "1", round: 2, points: { skill: 80, other: 20 } }, "bet/b": { team: "1", round: 1, points: { other: 100 } } }));
  expect(spread.boxes.motives).toBe(80);
});

test("an observer, who has no bets, sees claims and no error", () => {
  expect(spreadOf("1", 1)(records({})).of).toBe("claims");
});

test("signatures on an older text and people who left do not count", () => {
  const facts = factsOf("1")(records({
    "work/1/diagnose": { revision: 3, by: "a", edited_due: 0 }, "sign/1/diagnose.1/a": { revision: 3, signed_due: 0 }, "sign/1/diagnose.1/b": { revision: 2, signed_due: 0 },
    "seat/c": seat("Cy", { active: false }), "sign/1/diagnose.1/c": { revision: 3, signed_due: 0 },
  }));
  expect(facts.signed).toEqual({ agreed: 1, of: 2 });
});

test("after a step back the earlier bets are counted until somebody bets anew", () => {
  const before = { "spread/1": { points: { skill: 100 }, seats: 2, round: 1 }, phase: { phase: "diagnose", round: 2, rounds: { diagnose: 2 }, started_due: 0, ends_due: null, left: {}, began_at: {} } };
  const facts = factsOf("1")(records({ ...before, "betting/1": { round: 1, seats: ["a", "b"] } }));
  expect([facts.bets, facts.betsStand]).toEqual([0, 2]);
  const anew = factsOf("1")(records({ ...before, "betting/1": { round: 2, seats: ["a"] } }));
  expect([anew.bets, anew.betsStand]).toEqual([1, 0]);
});

test("only events that ask something count as answered or not", () => {
  const event = (options: unknown[], answer: string | null) => ({ title: "", channel: "email", sender: "", body: "", options, sent_due: 0, week: 0, answer, answered_by: null });
  const facts = factsOf("1")(records({ "inject/1/x": event([{ option: "a", label: "A", about: "" }], "a"), "inject/1/y": event([{ option: "a", label: "A", about: "" }], null), "inject/1/z": event([], null) }));
  expect(facts.events).toEqual({ answered: 1, asked: 2 });
});

test("a plan costs its interventions, its metrics, and the baselines that are planned", () => {
  const facts = factsOf("1")(records({
    "plan/1/guide": { start: 0, claims: [], by: "a", revision: 1 }, "item/guide": { cost: 10_000 },
    "metric/1/audit": { plan_baseline: true }, "instrument/audit": { cost: 2_000, baseline_cost: 500 },
  }));
  expect(facts.money).toBe(12_500);
});

test("the mark ladder has four steps", () => {
  expect([0, 5, 12, 25, 60].map((points) => level(points, "bet"))).toEqual(["none", "some", "many", "most", "most"]);
  expect([0, 1, 2, 3].map((causes) => level(causes, "claims"))).toEqual(["none", "some", "many", "most"]);
});
