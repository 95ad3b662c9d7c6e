/** Events in the order in which a facilitator meets them. */
import { expect, test } from "vitest";
import { createRecords } from "../../records/records";
import { eventRows, placeOf } from "./shelf";

const event = (when: string, over = {}) => ({ title: when, when, channel: "email", sender: "", body: "", expects: "", options: [{ option: "a", label: "Yes", about: "" }], default: null, sent_to: [], fires_due: null, held: false, ...over });

function rows(phase: string, put: Record<string, unknown>) {
  const store = createRecords();
  store.whole({ phase: { phase, round: 1, rounds: {}, started_due: 0, ends_due: null, left: {}, began_at: {} }, "team/1": { name: "Fir", number: 1 }, "team/2": { name: "Oak", number: 2 }, ...put }, "1-a");
  return eventRows(store).map((row) => [row.id, row.state]);
}

test("authors write phases and months", () => {
  expect(placeOf("design + 4 min")).toEqual({ phase: "design", month: null });
  expect(placeOf("month 4")).toEqual({ phase: "run", month: 4 });
  expect(placeOf("")).toEqual({ phase: null, month: null });
});

test("sent comes first, then due, then later phases, then held, then by hand", () => {
  expect(rows("diagnose", {
    "shelf/hand": event(""), "shelf/later": event("design + 4 min"), "shelf/month": event("month 4"), "shelf/held": event("diagnose + 9 min", { held: true }),
    "shelf/due": event("diagnose + 14 min", { fires_due: 99 }), "shelf/sent": event("", { sent_to: ["1"] }),
    "inject/1/sent": { title: "", channel: "", sender: "", body: "", options: [], sent_due: 5, week: 0, answer: null, answered_by: null },
  })).toEqual([["sent", "sent"], ["due", "due"], ["later", "later"], ["month", "later"], ["held", "held"], ["hand", "hand"]]);
});

test("a scheduled event whose phase has passed lies at hand", () => {
  expect(rows("measure", { "shelf/past": event("design + 4 min") })).toEqual([["past", "hand"]]);
});

test("a month of the run is still to come while the run is on", () => {
  expect(rows("run", { "shelf/month": event("month 9") })).toEqual([["month", "later"]]);
});
