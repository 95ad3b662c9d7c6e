import { expect, test } from "vitest";
import type { Key, Rec, See } from "../../records";
import { arranged, isWaiting, openFrom, type TeamEvent } from "./events";

const event = (inject: string, options: number, answer: string | null = null, week = 0): TeamEvent => ({ inject, title: inject, channel: "email", sender: "", body: "", options: Array.from({ length: options }, (_, at) => ({ option: String(at), label: "", about: "" })), sent_due: 0, week, answer, answered_by: null, budget: 0, costs: {} });
const nobody = new Set<string>();

test("the newest that wants something is open, the others wait in a line", () => {
  const { open, waiting } = arranged([event("c", 2), event("b", 2), event("a", 2, "0")], nobody, null, 0);
  expect(open?.inject).toBe("c");
  expect(waiting.map((one) => one.inject)).toEqual(["b"]);
});

test("what was put off waits in the line, and opens when it is asked for", () => {
  const away = new Set(["c"]);
  expect(arranged([event("c", 2)], away, null, 0)).toMatchObject({ open: undefined, waiting: [{ inject: "c" }] });
  expect(arranged([event("c", 2)], away, "c", 0).open?.inject).toBe("c");
});

test("an event without options is gone once it was put away", () => {
  expect(arranged([event("c", 0)], nobody, null, 0).open?.inject).toBe("c");
  expect(arranged([event("c", 0)], new Set(["c"]), null, 0)).toEqual({ open: undefined, waiting: [] });
});

test("an answered event waits for nothing", () => {
  expect(isWaiting(event("a", 2, "0"), 0)).toBe(false);
  expect(isWaiting(event("a", 0), 0)).toBe(false);
  expect(isWaiting(event("a", 2), 0)).toBe(true);
});

const seeing = (records: Record<string, unknown>): See => ({
  get: <K extends Key>(key: K) => records[key] as Rec<K> | undefined,
  keys: (prefix) => Object.keys(records).filter((key) => key.startsWith(`${prefix}/`)) as Key[],
});

test("an event waits until the weeks after it are being played", () => {
  const from = (phase: string, wanted: number) => openFrom(seeing({ phase: { phase }, run: { step: 0, wanted, steps: 4, week: 0, month: 0 } }));
  const sent = event("a", 2, null, 13);
  expect(isWaiting(sent, from("run", 1))).toBe(true);
  expect(isWaiting(sent, from("run", 2))).toBe(false);
  expect(isWaiting(sent, from("debrief", 4))).toBe(false);
  expect(isWaiting(sent, from("design", 4))).toBe(true);
});

test("an event of an early phase waits; nothing waits once the session has ended", () => {
  expect(isWaiting(event("a", 2), openFrom(seeing({})))).toBe(true);
  expect(isWaiting(event("a", 2), openFrom(seeing({ session: { ended: true } })))).toBe(false);
});

test("what can no longer be answered stands in no line", () => {
  expect(arranged([event("a", 2)], nobody, null, 13)).toEqual({ open: undefined, waiting: [] });
});
