/**
 * The connection as named states: what happened and when goes in, the next state and what to do come out. No socket, no
 * timer, no clock and no chance in here; `socket.ts` is the shell that has them.
 *
 * States
 * - idle: not begun, or stopped by us.
 * - opening: a socket is on its way.
 * - greeting: it is open, `hello` was said, `welcome` has not come.
 * - live: frames flow. Silence of 12 s makes a probe; a probe of 3 s without an answer makes a new socket.
 * - waiting: lost; the next try is at `retryAt` (full jitter, doubling to 6 s, or when the server said). Two thousand seats
 *   then come back over six seconds, and nobody's session stands still for longer; who has been away for ten minutes has
 *   no session to come back to in a hurry, and waits up to 30 s.
 * - offline: the browser says there is no network; a try each 30 s all the same, because browsers err.
 * - ended: the server said goodbye for good.
 *
 * Rules
 * - Each socket has a number; what an older one says is not heard. A dead socket is left at once, without a farewell.
 * - Coming back to the page, the network's return and a person's wish probe a live connection and retry a lost one now;
 *   a try that has had no answer for 3 s makes room for a new one.
 * - Whoever works on, with a key or a press, is tried for now, but not within 2 s of the last try, nor before a server
 *   that asked for time has had it.
 * - A delta that begins after our position is a gap: say `hello` again on the same socket.
 */
import type { ServerFrame } from "./codec";

export const limits = {
  /** A socket that does not open, a hello that is not answered. */
  patienceMs: 10_000,
  /** The server beats after 5 s of silence; twice that and a little is too long. */
  silenceMs: 12_000,
  probeMs: 3_000,
  /** A clock sample now and then, so that drift is corrected. */
  sampleMs: 30_000,
  firstRetryMs: 500,
  lastRetryMs: 6_000,
  /** Away for so long, one waits longer. */
  longAwayMs: 600_000,
  slowRetryMs: 30_000,
  touchMs: 2_000,
} as const;

export type Name = "idle" | "opening" | "greeting" | "live" | "waiting" | "offline" | "ended";

export interface State {
  readonly name: Name;
  /** The number of the socket that counts. */
  readonly socket: number;
  /** Tries since the last welcome. */
  readonly attempt: number;
  /** When the socket was opened or greeted, for patience. */
  readonly since: number;
  readonly heardAt: number;
  readonly probedAt: number | null;
  readonly sampledAt: number;
  readonly retryAt: number | null;
  /** Since when nothing has come through; null while live. */
  readonly lostAt: number | null;
  readonly position: string | null;
  /** The server's last goodbye: why it ended, or what it waits for. */
  readonly ending: { readonly code: string; readonly message: string } | null;
}

export type Event =
  | { type: "start" }
  | { type: "opened"; socket: number }
  | { type: "frame"; socket: number; frame: ServerFrame }
  | { type: "closed"; socket: number }
  | { type: "tick" }
  /** The page came back into view, out of the cache, or the network returned; or a person pressed "Try now". */
  | { type: "woke" }
  /** A person does something on the page. */
  | { type: "touched" }
  /** The browser says that the network is gone. */
  | { type: "lost" }
  | { type: "stop" };

export type Effect =
  | { do: "open"; socket: number }
  /** Leave a socket: close it, hear nothing more of it. */
  | { do: "leave"; socket: number }
  | { do: "hello"; at: string | null }
  | { do: "ping" }
  | { do: "whole"; put: Readonly<Record<string, unknown>>; at: string }
  | { do: "apply"; put: Readonly<Record<string, unknown>>; drop: readonly string[]; at: string }
  | { do: "welcomed"; seat: Readonly<Record<string, unknown>>; done: number; now: number }
  | { do: "answer"; frame: Extract<ServerFrame, { t: "done" | "refused" | "preview" }> }
  | { do: "here"; seats: Readonly<Record<string, Readonly<Record<string, unknown>> | null>> }
  | { do: "sample"; sent: number; now: number };

export type Step = readonly [State, readonly Effect[]];

export const idle: State = {
  name: "idle", socket: 0, attempt: 0, since: 0, heardAt: 0, probedAt: null, sampledAt: 0, retryAt: null, lostAt: null, position: null, ending: null,
};

/** One step. `now` is local milliseconds; `chance` a number in [0, 1). */
export function step(state: State, event: Event, now: number, chance: number): Step {
  switch (event.type) {
    case "start": return state.name === "idle" ? open({ ...state, lostAt: now, ending: null }, now) : [state, []];
    case "stop": return state.name === "idle" ? [state, []] : [{ ...state, name: "idle", retryAt: null }, leave(state)];
    case "opened": return isOurs(state, event.socket) && state.name === "opening" ? greet({ ...state, since: now, heardAt: now }, []) : [state, []];
    case "closed": return isOurs(state, event.socket) ? wait(state, now, backoff(state, now, chance), []) : [state, []];
    case "frame": return isOurs(state, event.socket) ? hear({ ...state, heardAt: now, probedAt: null }, event.frame, now, chance) : [state, []];
    case "woke": return wake(state, now);
    case "touched": return touch(state, now);
    case "lost": return lose(state, now);
    case "tick": return tick(state, now, chance);
  }
}

/** When the next tick is due, or null when only an event can change something. */
export function due(state: State): number | null {
  switch (state.name) {
    case "opening": case "greeting": return state.since + limits.patienceMs;
    case "live": return state.probedAt !== null ? state.probedAt + limits.probeMs : Math.min(state.heardAt + limits.silenceMs, state.sampledAt + limits.sampleMs);
    case "waiting": case "offline": return state.retryAt;
    default: return null;
  }
}

/** How long to wait before the next try: anything up to a bound that doubles with each. */
export function backoff({ attempt, lostAt }: Pick<State, "attempt" | "lostAt">, now: number, chance: number): number {
  const most = lostAt !== null && now - lostAt >= limits.longAwayMs ? limits.slowRetryMs : limits.lastRetryMs;
  return Math.round(chance * Math.min(most, limits.firstRetryMs * 2 ** Math.min(attempt, 10)));
}

function isOurs(state: State, socket: number): boolean {
  return socket === state.socket && (state.name === "opening" || state.name === "greeting" || state.name === "live");
}

function hasSocket(state: State): boolean {
  return state.name === "opening" || state.name === "greeting" || state.name === "live";
}

function leave(state: State): Effect[] {
  return hasSocket(state) ? [{ do: "leave", socket: state.socket }] : [];
}

function open(state: State, now: number, before: readonly Effect[] = []): Step {
  const socket = state.socket + 1;
  return [
    { ...state, name: "opening", socket, attempt: state.attempt + 1, since: now, heardAt: now, probedAt: null, retryAt: null, lostAt: state.lostAt ?? now },
    [...before, { do: "open", socket }],
  ];
}

function greet(state: State, before: readonly Effect[]): Step {
  return [{ ...state, name: "greeting" }, [...before, { do: "hello", at: state.position }]];
}

function wait(state: State, now: number, ms: number, before: readonly Effect[]): Step {
  return [{ ...state, name: "waiting", probedAt: null, retryAt: now + ms, lostAt: state.lostAt ?? now }, before];
}

function wake(state: State, now: number): Step {
  switch (state.name) {
    case "waiting": case "offline": return open({ ...state, attempt: 0 }, now);
    case "live": return state.probedAt === null ? [{ ...state, probedAt: now }, [{ do: "ping" }]] : [state, []];
    case "opening": case "greeting": return now >= state.since + limits.probeMs ? open({ ...state, attempt: 0 }, now, leave(state)) : [state, []];
    default: return [state, []];
  }
}

function touch(state: State, now: number): Step {
  const isAway = state.name === "waiting" || state.name === "offline";
  const wasAsked = state.ending !== null && state.attempt === 0;
  return isAway && !wasAsked && now >= state.since + limits.touchMs ? open(state, now) : [state, []];
}

function lose(state: State, now: number): Step {
  if (state.name === "idle" || state.name === "ended" || state.name === "offline") return [state, []];
  return [{ ...state, name: "offline", probedAt: null, retryAt: now + limits.slowRetryMs, lostAt: state.lostAt ?? now }, leave(state)];
}

function tick(state: State, now: number, chance: number): Step {
  const at = due(state);
  if (at === null || now < at) return [state, []];
  switch (state.name) {
    case "opening": case "greeting": return wait(state, now, backoff(state, now, chance), leave(state));
    case "waiting": case "offline": return open(state, now);
    case "live":
      // The socket is half open: nothing will close it for us.
      if (state.probedAt !== null) return open({ ...state, attempt: 0 }, now, leave(state));
      if (now >= state.heardAt + limits.silenceMs) return [{ ...state, probedAt: now }, [{ do: "ping" }]];
      return [{ ...state, sampledAt: now }, [{ do: "ping" }]];
    default: return [state, []];
  }
}

function hear(state: State, frame: ServerFrame, now: number, chance: number): Step {
  switch (frame.t) {
    case "welcome": {
      const put: Effect = frame.whole ? { do: "whole", put: frame.put, at: frame.at } : { do: "apply", put: frame.put, drop: frame.drop, at: frame.at };
      return [
        { ...state, name: "live", attempt: 0, lostAt: null, retryAt: null, position: frame.at, sampledAt: now, ending: null },
        [put, { do: "welcomed", seat: frame.seat, done: frame.done, now: frame.now }, { do: "ping" }],
      ];
    }
    case "delta": {
      if (state.name !== "live") return [state, []];
      if (version(frame.from) > version(state.position)) return greet({ ...state, since: now }, []);
      const position = version(frame.to) > version(state.position) ? frame.to : (state.position ?? frame.to);
      return [{ ...state, position }, [{ do: "apply", put: frame.put, drop: frame.drop, at: position }]];
    }
    case "done": case "refused": case "preview": return [state, [{ do: "answer", frame }]];
    case "here": return [state, [{ do: "here", seats: frame.seats }]];
    case "pong": return [state, [{ do: "sample", sent: frame.sent, now: frame.now }]];
    case "bye": {
      const ending = { code: frame.code, message: frame.message };
      if (frame.retry_ms === null || frame.retry_ms === undefined) {
        return [{ ...state, name: "ended", lostAt: state.lostAt ?? now, retryAt: null, ending }, leave(state)];
      }
      // The server has jittered it already; never sooner than it asks.
      return wait({ ...state, attempt: 0, ending }, now, Math.max(frame.retry_ms, backoff({ attempt: 0, lostAt: null }, now, chance)), leave(state));
    }
    default: return [state, []];
  }
}

function version(position: string | null): number {
  return position === null ? -1 : Number.parseInt(position, 10);
}
