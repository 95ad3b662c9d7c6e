import { expect, test } from "vitest";
import { createRecords } from "../../records/records";
import { withParams } from "./address";
import { signing } from "./signing";
import { type Facts, hindranceOf } from "./standing";

const seat = (name: string, joined: number, more = {}) => ({ name, role: "participant", team: "1", field: "", years: null, active: true, joined_due: joined, ...more });

function signed(more: Record<string, unknown> = {}) {
  const records = createRecords();
  records.whole({
    phase: { phase: "diagnose", round: 2, rounds: { diagnose: 2 }, started_due: 0, ends_due: null, left: {} },
    "seat/a": seat("Ana", 1), "seat/b": seat("Ben", 2), "seat/c": seat("Cy", 3), "seat/gone": seat("Dee", 4, { active: false }), "seat/o": seat("Olga", 5, { role: "observer" }),
    "work/1/diagnose": { revision: 7, by: "b", edited_due: 1 },
    "sign/1/diagnose.2/a": { revision: 7, signed_due: 2 }, "sign/1/diagnose.2/b": { revision: 6, signed_due: 2 }, "sign/1/diagnose.1/c": { revision: 7, signed_due: 2 }, "sign/1/diagnose.2/gone": { revision: 7, signed_due: 2 },
    ...more,
  }, "1-aa");
  return signing("1", "diagnose")(records);
}

test("a signature counts while it names the work's revision, in this round, of an active member", () => {
  expect(signed().signers.map(({ seat: id, mark }) => [id, mark])).toEqual([["a", "agreed"], ["b", "stale"], ["c", "none"]]);
  expect(signed()).toMatchObject({ agreed: 1, of: 3, revision: 7, editorName: "Ben", decided: null });
});

test("once the phase is closed, how it stood then is what counts", () => {
  const closed = signed({ phase: { phase: "design", round: 1, rounds: { diagnose: 2, design: 1 }, started_due: 0, ends_due: null, left: {} }, "decision/1/diagnose": { signed: false, agreed: 1, of: 3, round: 2, closed_due: 9 } });
  expect(closed.decided).toEqual({ signed: false, agreed: 1, of: 3 });
});

const free: Facts = { role: "participant", isOwnTeam: true, isActive: true, isEnded: false, isRunning: true, isLost: false, phase: "diagnose", of: "diagnose" };

test("what hinders is named, what is final before what passes", () => {
  expect(hindranceOf(free)).toBeNull();
  expect(hindranceOf({ ...free, isRunning: false })).toBe("paused");
  expect(hindranceOf({ ...free, isLost: true })).toBe("offline");
  expect(hindranceOf({ ...free, phase: "design" })).toBe("closed");
  expect(hindranceOf({ ...free, role: "observer" })).toBe("watching");
  expect(hindranceOf({ ...free, isOwnTeam: false })).toBe("watching");
  expect(hindranceOf({ ...free, isActive: false, isRunning: false })).toBe("removed");
  expect(hindranceOf({ ...free, isEnded: true, isActive: false })).toBe("ended");
});

test("a parameter is set and removed without touching the others", () => {
  expect(withParams("?tab=bet&exhibit=X1", { exhibit: null, claim: "k 9" })).toBe("?tab=bet&claim=k+9");
  expect(withParams("?exhibit=X1", { exhibit: null })).toBe("");
});
