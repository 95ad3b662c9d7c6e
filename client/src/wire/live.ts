/**
 * A live session over the wire: the socket, the queue, the clock, presence and the records, put together.
 *
 * A move is queued and laid over the records at once, sent when there is a connection, and answered by a promise. After
 * each welcome everything unanswered goes again, in order, at most 64 at a time.
 */
import { guessFor } from "../records/guesses";
import type { Link, Live, Self, Status } from "../records/live";
import type { Answer, PreviewAnswer } from "../records/moves";
import { createRecords } from "../records/records";
import { ServerClock } from "./clock";
import type { ServerFrame } from "./codec";
import type { Effect, State } from "./connection";
import { Here } from "./here";
import { Queue, windowSize } from "./queue";
import { Socket } from "./socket";

export interface Words {
  /** The queue is full. */
  full: string;
  /** A preview needs a connection. */
  noPreview: string;
}

/** Previews count from here, so that a refusal of one is never taken for a refusal of a move. */
const firstPreview = 1_000_000_000;

export function openLive(session: string, token: string, words: Words): Live {
  const records = createRecords();
  const clock = new ServerClock(() => performance.now());
  const here = new Here((at) => socket.isLive && socket.send({ t: "here", at }));
  const answers = new Map<number, (answer: Answer) => void>();
  const previews = new Map<number, (answer: PreviewAnswer) => void>();
  const wakes = new Set<() => void>();
  /** Ids sent on this connection and not answered yet. */
  const underWay = new Set<number>();

  let queue: Queue | null = null;
  let early: (() => void)[] = [];
  let lastPreview = firstPreview;
  let stopped = false;
  let opens = token;
  let status: Status = { link: "idle", self: null, lostAt: null, retryAt: null, unanswered: 0, ending: null };

  const socket = new Socket({
    // The session is named for proxies, which may lead all of its sockets to one server.
    url: `${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws?session=${session}`,
    hello(at) {
      // Who is here is told after each hello, and may overtake the welcome.
      here.forget();
      return { t: "hello", token: opens, client: (queue as Queue).client, at };
    },
    carry,
    changed: (state: State) => say({ link: state.name as Link, lostAt: state.lostAt, retryAt: state.retryAt, ending: state.ending }),
  });

  void Queue.open(seatName(session, token)).then((opened) => {
    queue = opened;
    if (stopped) return opened.close();
    for (const act of early) act();
    early = [];
    say({ unanswered: opened.pending.length });
    socket.start();
  });

  function say(part: Partial<Status>): void {
    status = { ...status, ...part };
    for (const wake of [...wakes]) wake();
  }

  function carry(effect: Effect): void {
    switch (effect.do) {
      case "whole": return records.whole(effect.put, effect.at);
      case "apply": return records.apply(effect.put, effect.drop, effect.at);
      case "welcomed": return welcomed(effect.seat, effect.done);
      case "answer": return answered(effect.frame);
      case "here": return here.hear(effect.seats);
      case "sample": return clock.sample(effect.sent, effect.now);
    }
  }

  function welcomed(seat: Readonly<Record<string, unknown>>, done: number): void {
    const first = status.self === null;
    say({ self: selfOf(seat) });
    // What is decided is guessed no longer. How it was decided, done or refused, is told when it is sent again.
    records.decided(done);
    queue?.counted(done);
    if (first) for (const move of queue?.pending ?? []) if (move.id > done) overlay(move.id, move.do, move.with);
    for (const [id, answer] of previews) answer({ ok: false, code: "offline", message: words.noPreview }), previews.delete(id);
    underWay.clear();
    here.again();
    flush();
  }

  function answered(frame: Extract<ServerFrame, { t: "done" | "refused" | "preview" }>): void {
    if (frame.t === "preview") {
      previews.get(frame.id)?.({ ok: true, text: frame.text, warnings: frame.warnings });
      previews.delete(frame.id);
      return;
    }
    if (frame.t === "refused" && frame.id > firstPreview) {
      previews.get(frame.id)?.({ ok: false, code: frame.code, message: frame.message });
      previews.delete(frame.id);
      return;
    }
    if (frame.t === "done") records.done(frame.id, frame.at);
    else records.refused(frame.id);
    queue?.settle(frame.id);
    underWay.delete(frame.id);
    settle(frame.id, frame.t === "done" ? { ok: true } : { ok: false, code: frame.code, message: frame.message, now: frame.now });
    flush();
  }

  function settle(id: number, answer: Answer): void {
    answers.get(id)?.(answer);
    answers.delete(id);
    say({ unanswered: queue?.pending.length ?? 0 });
  }

  /** Send what waits, in order, as far as the window allows. */
  function flush(): void {
    if (queue === null || !socket.isLive) return;
    for (const move of queue.pending) {
      if (underWay.size >= windowSize) return;
      if (underWay.has(move.id)) continue;
      if (!socket.send({ t: "move", id: move.id, do: move.do, with: move.with })) return;
      underWay.add(move.id);
    }
  }

  function overlay(id: number, name: string, args: unknown): void {
    const guess = guessFor(name, args, status.self);
    if (guess !== undefined) records.lay(id, guess);
  }

  function act(name: string, args: unknown): Promise<Answer> {
    return new Promise((answer) => {
      const begin = () => {
        const move = queue?.add(name, args) ?? null;
        if (move === null) return answer({ ok: false, code: "queue.full", message: words.full });
        answers.set(move.id, answer);
        overlay(move.id, name, args);
        say({ unanswered: queue?.pending.length ?? 0 });
        flush();
      };
      if (queue === null) early.push(begin);
      else begin();
    });
  }

  function preview(name: string, args: unknown): Promise<PreviewAnswer> {
    return new Promise((answer) => {
      const id = ++lastPreview;
      previews.set(id, answer);
      if (socket.isLive && socket.send({ t: "preview", id, do: name, with: args })) return;
      previews.delete(id);
      answer({ ok: false, code: "offline", message: words.noPreview });
    });
  }

  return {
    session,
    get token() {
      return opens;
    },
    records,
    here,
    do: act,
    preview,
    now: () => clock.now(),
    status: () => status,
    onStatus(wake) {
      wakes.add(wake);
      return () => void wakes.delete(wake);
    },
    async renew(ask) {
      socket.pause();
      opens = (await ask(opens)) ?? opens;
      // The next page, too, finds what is not answered yet.
      queue?.rename(seatName(session, opens));
      if (!stopped) socket.start();
    },
    retry: () => socket.retry(),
    stop() {
      stopped = true;
      socket.stop();
      here.stop();
      queue?.close();
    },
  };
}

/** The `seat` map of a welcome, as far as this client reads it. */
function selfOf(seat: Readonly<Record<string, unknown>>): Self {
  const text = (value: unknown) => (typeof value === "string" ? value : "");
  return { seat: text(seat.seat ?? seat.id), name: text(seat.name), role: text(seat.role) as Self["role"], team: typeof seat.team === "string" ? seat.team : null };
}

/** A name for this seat in this browser, which does not give the secret away. */
function seatName(session: string, token: string): string {
  let hash = 0x811c9dc5;
  for (const letter of token) hash = Math.imul(hash ^ letter.charCodeAt(0), 0x01000193) >>> 0;
  return `${session}.${hash.toString(36)}`;
}
