/** Events in the order in which a facilitator meets them. */
import { expect, test } from "vitest";
import { createRecords } from "../../records/records";
import { eventRows } from "./shelf";

const hand = { how: "hand", phase: null, number: null, of: "", label: "", said: "" };
const phase = (name: string, number: number) => ({ ...hand, how: "phase", phase: name, number });
const month = (number: number) => ({ ...hand, how: "month", phase: "run", number });
const opened = { ...hand, how: "opened", of: "X3", label: "Stirling" };
const event = (comes: object = hand, over = {}) => ({ title: "", when: "", channel: "email", sender: "", body: "", expects: "", options: [{ option: "a", label: "Yes", about: "" }], default: null, sent_to: [], fires_due: null, held: false, comes, contingency_for: null, ...over });
const sent = (over = {}) => ({ title: "", channel: "", sender: "", body: "", options: [], sent_due: 5, week: 0, answer: null, answered_by: null, ...over });

function all(now: string, put: Record<string, unknown>) {
  const store = createRecords();
  store.whole({ phase: { phase: now, round: 1, rounds: {}, started_due: 0, ends_due: null, left: {}, began_at: {} }, "team/1": { name: "Fir", number: 1 }, "team/2": { name: "Oak", number: 2 }, ...put }, "1-a");
  return eventRows(store);
}

const rows = (now: string, put: Record<string, unknown>) => all(now, put).map((row) => [row.id, row.state]);

test("sent comes first, then due, then what waits for a team, then later phases, then held, then by hand", () => {
  expect(rows("diagnose", {
    "shelf/hand": event(), "shelf/later": event(phase("design", 4)), "shelf/month": event(month(4)), "shelf/held": event(phase("diagnose", 9), { held: true }),
    "shelf/due": event(phase("diagnose", 14), { fires_due: 99 }), "shelf/sent": event(hand, { sent_to: ["1"] }), "shelf/waits": event(opened),
    "inject/1/sent": sent(),
  })).toEqual([["sent", "sent"], ["due", "due"], ["waits", "waits"], ["later", "later"], ["month", "later"], ["held", "held"], ["hand", "hand"]]);
});

test("a scheduled event whose phase has passed lies at hand", () => {
  expect(rows("measure", { "shelf/past": event(phase("design", 4)) })).toEqual([["past", "hand"]]);
});

test("a month or a week of the run is still to come while the run is on", () => {
  expect(rows("run", { "shelf/month": event(month(9)), "shelf/week": event({ ...month(20), how: "week" }) })).toEqual([["week", "later"], ["month", "later"]]);
});

test("silence is due when the first team that has not answered has been silent for long enough", () => {
  const silence = { ...hand, how: "unanswered", of: "offer", number: 4 };
  const put = { "shelf/offer": event(hand, { sent_to: ["1", "2"] }), "shelf/call": event(silence), "inject/1/offer": sent({ answer: "a" }), "inject/2/offer": sent({ sent_due: 1000 }) };
  expect(all("design", put).map((row) => [row.id, row.state, row.due])).toEqual([["offer", "sent", 5], ["call", "due", 241_000]]);
  expect(all("design", { ...put, "inject/2/offer": sent({ answer: "a" }) }).map((row) => [row.id, row.state, row.due])).toEqual([["offer", "sent", 5], ["call", "waits", null]]);
});

test("what is held in reserve stands under its event until a team has it", () => {
  const put = { "shelf/offer": event(), "shelf/other": event(phase("design", 4), { fires_due: 9 }), "shelf/call": event(opened, { contingency_for: "offer" }) };
  expect(all("design", put).map((row) => [row.id, row.isUnder])).toEqual([["other", false], ["offer", false], ["call", true]]);
  expect(all("design", { ...put, "inject/1/call": sent() }).map((row) => [row.id, row.isUnder])).toEqual([["call", false], ["other", false], ["offer", false]]);
});

test("a reserve of an event that is not there, or of a reserve, is still on the shelf", () => {
  const put = { "shelf/a": event(hand, { contingency_for: "gone" }), "shelf/b": event(), "shelf/c": event(hand, { contingency_for: "b" }), "shelf/d": event(hand, { contingency_for: "c" }) };
  expect(all("design", put).map((row) => row.id).sort()).toEqual(["a", "b", "c", "d"]);
});
