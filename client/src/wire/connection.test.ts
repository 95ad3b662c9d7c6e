/** The connection as a table: in this state, on this event, this state and these effects. */
import { expect, test } from "vitest";
import type { ServerFrame } from "./codec";
import { backoff, due, type Event, idle, limits, type State, step } from "./connection";

const now = 100_000;
const half = 0.5;
const at = (name: State["name"], more: Partial<State> = {}): State => ({ ...idle, name, socket: 3, since: now, heardAt: now, sampledAt: now, ...more });
const frame = (said: ServerFrame, socket = 3): Event => ({ type: "frame", socket, frame: said });
const welcome: ServerFrame = { t: "welcome", seat: { seat: "p1" }, at: "7-aa", now: 5, whole: true, put: {}, drop: [], done: 4 };
const since: ServerFrame = { ...welcome, whole: false };
const delta = (from: string, to: string): ServerFrame => ({ t: "delta", from, to, put: {}, drop: [] });
const bye = (retry_ms: number | null): ServerFrame => ({ t: "bye", code: "drain", message: "Back soon.", retry_ms });

/** [state, event, next name, effects] */
const table: [string, State, Event, State["name"], string[]][] = [
  ["a start opens a socket", idle, { type: "start" }, "opening", ["open"]],
  ["a second start changes nothing", at("live"), { type: "start" }, "live", []],
  ["an open socket says hello", at("opening"), { type: "opened", socket: 3 }, "greeting", ["hello"]],
  ["an older socket that opens is not heard", at("opening"), { type: "opened", socket: 2 }, "opening", []],
  ["an older socket that closes is not heard", at("live"), { type: "closed", socket: 2 }, "live", []],
  ["an older socket's frames are not heard", at("live"), frame(welcome, 2), "live", []],
  ["a whole welcome makes it live", at("greeting"), frame(welcome), "live", ["whole", "welcomed", "ping"]],
  ["a welcome since a position applies", at("greeting"), frame(since), "live", ["apply", "welcomed", "ping"]],
  ["a welcome to a slow reader applies while live", at("live"), frame(welcome), "live", ["whole", "welcomed", "ping"]],
  ["a delta that follows applies", at("live", { position: "7-aa" }), frame(delta("7-aa", "8-bb")), "live", ["apply"]],
  ["a delta that overlaps applies", at("live", { position: "7-aa" }), frame(delta("5-aa", "8-bb")), "live", ["apply"]],
  ["a gap says hello again, on the same socket", at("live", { position: "7-aa" }), frame(delta("8-bb", "9-cc")), "greeting", ["hello"]],
  ["a delta before the welcome waits for it", at("greeting", { position: "7-aa" }), frame(delta("7-aa", "8-bb")), "greeting", []],
  ["an answer is passed on", at("live"), frame({ t: "done", id: 1, at: "8-aa" }), "live", ["answer"]],
  ["a beat is a sign of life", at("live"), frame({ t: "beat" }), "live", []],
  ["a close waits for the next try", at("live"), { type: "closed", socket: 3 }, "waiting", []],
  ["a close before it opened waits too", at("opening"), { type: "closed", socket: 3 }, "waiting", []],
  ["a drain comes back", at("live"), frame(bye(800)), "waiting", ["leave"]],
  ["a goodbye for good ends it", at("live"), frame(bye(null)), "ended", ["leave"]],
  ["nothing wakes what ended", at("ended"), { type: "woke" }, "ended", []],
  ["coming back probes a live connection", at("live"), { type: "woke" }, "live", ["ping"]],
  ["a probe is not repeated", at("live", { probedAt: now }), { type: "woke" }, "live", []],
  ["coming back retries a lost one now", at("waiting", { retryAt: now + 9_000 }), { type: "woke" }, "opening", ["open"]],
  ["the network's return retries now", at("offline", { retryAt: now + 9_000 }), { type: "woke" }, "opening", ["open"]],
  ["coming back does not disturb what is under way", at("opening"), { type: "woke" }, "opening", []],
  ["a try that hangs makes room for a new one when somebody comes back", at("opening", { since: now - limits.probeMs }), { type: "woke" }, "opening", ["leave", "open"]],
  ["a hello that hangs, too", at("greeting", { since: now - limits.probeMs }), { type: "woke" }, "opening", ["leave", "open"]],
  ["whoever works on is tried for now", at("waiting", { since: now - limits.touchMs, attempt: 4, retryAt: now + 4_000 }), { type: "touched" }, "opening", ["open"]],
  ["also where the browser says that there is no network", at("offline", { since: now - limits.touchMs, attempt: 4, retryAt: now + 20_000 }), { type: "touched" }, "opening", ["open"]],
  ["but not with every key", at("waiting", { since: now - limits.touchMs + 1, attempt: 4, retryAt: now + 4_000 }), { type: "touched" }, "waiting", []],
  ["nor before the time that a server asked for", at("waiting", { since: 0, ending: { code: "drain", message: "" }, retryAt: now + 4_000 }), { type: "touched" }, "waiting", []],
  ["once that is over, it is", at("waiting", { since: 0, attempt: 1, ending: { code: "drain", message: "" }, retryAt: now + 4_000 }), { type: "touched" }, "opening", ["open"]],
  ["working while live changes nothing", at("live", { since: 0 }), { type: "touched" }, "live", []],
  ["no network leaves the socket", at("live"), { type: "lost" }, "offline", ["leave"]],
  ["no network while waiting has no socket to leave", at("waiting"), { type: "lost" }, "offline", []],
  ["an early tick changes nothing", at("live"), { type: "tick" }, "live", []],
  ["silence makes a probe", at("live", { heardAt: now - limits.silenceMs }), { type: "tick" }, "live", ["ping"]],
  ["a probe without an answer makes a new socket", at("live", { probedAt: now - limits.probeMs }), { type: "tick" }, "opening", ["leave", "open"]],
  ["the clock is sampled now and then", at("live", { sampledAt: now - limits.sampleMs }), { type: "tick" }, "live", ["ping"]],
  ["a socket that does not open is left", at("opening", { since: now - limits.patienceMs }), { type: "tick" }, "waiting", ["leave"]],
  ["a hello without an answer is left", at("greeting", { since: now - limits.patienceMs }), { type: "tick" }, "waiting", ["leave"]],
  ["the next try comes when it is due", at("waiting", { retryAt: now }), { type: "tick" }, "opening", ["open"]],
  ["offline tries all the same", at("offline", { retryAt: now }), { type: "tick" }, "opening", ["open"]],
  ["a stop leaves the socket", at("live"), { type: "stop" }, "idle", ["leave"]],
  ["a stop while waiting just stops", at("waiting", { retryAt: now }), { type: "stop" }, "idle", []],
];

for (const [sentence, state, event, name, effects] of table) {
  test(sentence, () => {
    const [next, made] = step(state, event, now, half);
    expect(next.name).toBe(name);
    expect(made.map((effect) => effect.do)).toEqual(effects);
  });
}

test("waiting grows to six seconds and is spread over all of it; after ten minutes away, to thirty", () => {
  const most = (attempt: number, away = 0) => backoff({ attempt, lostAt: now - away }, now, 1);
  expect([0, 1, 2, 3, 4, 5, 20].map((attempt) => most(attempt))).toEqual([500, 1_000, 2_000, 4_000, 6_000, 6_000, 6_000]);
  expect([0, 4, 5, 6, 20].map((attempt) => most(attempt, limits.longAwayMs))).toEqual([500, 8_000, 16_000, 30_000, 30_000]);
  expect(backoff({ attempt: 7, lostAt: now }, now, 0)).toBe(0);
  expect(backoff({ attempt: 7, lostAt: null }, now, 0.5)).toBe(3_000);
});

test("two thousand that lost their server in one moment come back over seconds, each within seven of its return", () => {
  const backAt = now + 20_000;
  const came = Array.from({ length: 2_000 }, (_, seat) => {
    let [state] = step(at("live"), { type: "closed", socket: 3 }, now, (seat % 97) / 97);
    for (let tries = 1; ; tries++) {
      const time = state.retryAt as number;
      if (time >= backAt) return time - backAt;
      [state] = step(state, { type: "tick" }, time, 0);
      [state] = step(state, { type: "closed", socket: state.socket }, time + 1, ((seat * 31 + tries * 57) % 101) / 101);
    }
  });
  expect(Math.max(...came)).toBeLessThan(7_000);
  const busiest = Math.max(...Array.from({ length: 70 }, (_, tenth) => came.filter((ms) => Math.floor(ms / 100) === tenth).length));
  expect(busiest).toBeLessThan(200);
});

test("tries are counted until a welcome, and it starts anew", () => {
  let state: State = idle;
  [state] = step(state, { type: "start" }, now, half);
  for (let time = now, round = 0; round < 8; round++) {
    [state] = step(state, { type: "closed", socket: state.socket }, time, 1);
    time = state.retryAt as number;
    [state] = step(state, { type: "tick" }, time, 1);
  }
  expect(state.attempt).toBe(9);
  expect(state.lostAt).toBe(now);
  [state] = step(state, { type: "opened", socket: state.socket }, now, half);
  [state] = step(state, frame(welcome, state.socket), now, half);
  expect([state.attempt, state.lostAt, state.position]).toEqual([0, null, "7-aa"]);
});

test("a drain is never retried sooner than the server asked", () => {
  const [state] = step(at("live"), frame(bye(4_000)), now, 0);
  expect(state.retryAt).toBe(now + 4_000);
});

test("an overlapping delta never takes the position back", () => {
  const [state] = step(at("live", { position: "9-aa" }), frame(delta("5-aa", "8-bb")), now, half);
  expect(state.position).toBe("9-aa");
});

test("each state that waits for time says when", () => {
  for (const name of ["opening", "greeting", "live"] as const) expect(due(at(name))).toBeGreaterThan(now);
  expect(due(at("waiting", { retryAt: now + 5 }))).toBe(now + 5);
  for (const name of ["idle", "ended"] as const) expect(due(at(name))).toBeNull();
});

test("no event from any state throws, and no state but a socket's has a socket", () => {
  for (const name of ["idle", "opening", "greeting", "live", "waiting", "offline", "ended"] as const) {
    for (const [, , event] of table) {
      const [next, effects] = step(at(name, { retryAt: now }), event, now + 60_000, half);
      const opens = effects.filter((effect) => effect.do === "open");
      if (opens.length > 0) expect(next.name).toBe("opening");
      if (next.name === "ended" || next.name === "idle") expect(opens).toEqual([]);
    }
  }
});

test("a start after a stop goes on from the last position", () => {
  const [idleAgain] = step(at("live", { position: "7-aa" }), { type: "stop" }, now, half);
  const [opening] = step(idleAgain, { type: "start" }, now, half);
  const [, made] = step(opening, { type: "opened", socket: opening.socket }, now, half);
  expect(opening.socket).toBeGreaterThan(idleAgain.socket);
  expect(made).toEqual([{ do: "hello", at: "7-aa" }]);
});
