import { expect, test } from "vitest";
import { arranged, isWaiting, type TeamEvent } from "./events";

const event = (inject: string, options: number, answer: string | null = null): TeamEvent => ({ inject, title: inject, channel: "email", sender: "", body: "", options: Array.from({ length: options }, (_, at) => ({ option: String(at), label: "", about: "" })), sent_due: 0, week: 0, answer, answered_by: null, budget: 0, costs: {} });
const nobody = new Set<string>();

test("the newest that wants something is open, the others wait in a line", () => {
  const { open, waiting } = arranged([event("c", 2), event("b", 2), event("a", 2, "0")], nobody, null);
  expect(open?.inject).toBe("c");
  expect(waiting.map((one) => one.inject)).toEqual(["b"]);
});

test("what was put off waits in the line, and opens when it is asked for", () => {
  const away = new Set(["c"]);
  expect(arranged([event("c", 2)], away, null)).toMatchObject({ open: undefined, waiting: [{ inject: "c" }] });
  expect(arranged([event("c", 2)], away, "c").open?.inject).toBe("c");
});

test("an event without options is gone once it was put away", () => {
  expect(arranged([event("c", 0)], nobody, null).open?.inject).toBe("c");
  expect(arranged([event("c", 0)], new Set(["c"]), null)).toEqual({ open: undefined, waiting: [] });
});

test("an answered event waits for nothing", () => {
  expect(isWaiting(event("a", 2, "0"))).toBe(false);
  expect(isWaiting(event("a", 0))).toBe(false);
  expect(isWaiting(event("a", 2))).toBe(true);
});
