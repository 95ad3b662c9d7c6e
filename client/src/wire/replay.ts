/**
 * A client without a browser: what happens to its socket goes in, what it then shows comes out.
 *
 * It is the client's own parts, the connection, the codec, the records and the guesses, put together as `live.ts` puts
 * them together, and nothing else. `tools/replay.mjs` runs it in Node, so that whoever drives the server can hold this
 * client to what the server knows. Two sets of records are kept: one as told, one with the guesses of unanswered moves.
 */
import { guessFor } from "../records/guesses";
import { kindOf } from "../records/keys";
import type { Self } from "../records/live";
import { createRecords, type Records } from "../records/records";
import { same } from "../records/same";
import { read } from "./codec";
import { type Effect, type Event, idle, type Name, type State, step } from "./connection";

export type Happening =
  | { do: "start" | "opened" | "closed" | "woke" }
  | { do: "frame"; bytes: Uint8Array }
  | { do: "move"; id: number; move: string; with: unknown };

/** How things stand after something happened. */
export interface Standing {
  name: Name;
  at: string | null;
  /** What the connection asked for, by name. */
  asked: string[];
  /** The position that a hello named; absent when none was said. */
  hello?: string | null;
  /** The records that are other objects than before, and the keys that are gone. */
  put: Record<string, unknown>;
  drop: string[];
  /** Keys under which guesses show something else than was told. */
  guessed: string[];
}

export class Replay {
  private state: State = idle;
  private self: Self | null = null;
  private readonly told = createRecords();
  private readonly shown = createRecords();
  private readonly kinds = new Set<string>();
  private before = new Map<string, unknown>();

  take(happening: Happening): Standing {
    const asked: string[] = [];
    const standing: Standing = { name: this.state.name, at: null, asked, put: {}, drop: [], guessed: [] };
    if (happening.do === "move") {
      const guess = guessFor(happening.move, happening.with, this.self);
      if (guess !== undefined) this.shown.lay(happening.id, guess);
    } else {
      const event = this.event(happening);
      const [next, effects] = event === null ? [this.state, []] : step(this.state, event, 0, 0);
      this.state = next;
      for (const effect of effects) {
        asked.push(effect.do);
        if (effect.do === "hello") standing.hello = effect.at;
        this.carry(effect);
      }
    }
    const now = this.all(this.told);
    for (const [key, record] of now) if (this.before.get(key) !== record) standing.put[key] = record;
    for (const key of this.before.keys()) if (!now.has(key)) standing.drop.push(key);
    this.before = now;
    standing.name = this.state.name;
    standing.at = this.told.at;
    standing.guessed = this.apart(now, this.all(this.shown));
    return standing;
  }

  /** Everything that was told, as it stands. */
  everything(): Record<string, unknown> {
    return Object.fromEntries(this.all(this.told));
  }

  private event(happening: Exclude<Happening, { do: "move" }>): Event | null {
    switch (happening.do) {
      case "start": case "woke": return { type: happening.do };
      case "opened": case "closed": return { type: happening.do, socket: this.state.socket };
      case "frame": {
        const frame = read(Uint8Array.from(happening.bytes).buffer);
        return frame === null ? null : { type: "frame", socket: this.state.socket, frame };
      }
    }
  }

  private carry(effect: Effect): void {
    switch (effect.do) {
      case "whole": case "apply":
        for (const key of Object.keys(effect.put)) this.kinds.add(kindOf(key));
        for (const records of [this.told, this.shown]) {
          if (effect.do === "whole") records.whole(effect.put, effect.at);
          else records.apply(effect.put, effect.drop, effect.at);
        }
        return;
      case "welcomed":
        this.self = effect.seat as unknown as Self;
        return this.shown.decided(effect.done);
      case "answer":
        if (effect.frame.t === "done") this.shown.done(effect.frame.id, effect.frame.at);
        if (effect.frame.t === "refused") this.shown.refused(effect.frame.id);
    }
  }

  private all(records: Records): Map<string, unknown> {
    return new Map([...this.kinds].flatMap((kind) => records.keys(kind).map((key) => [key, records.get(key)] as const)));
  }

  private apart(told: Map<string, unknown>, shown: Map<string, unknown>): string[] {
    return [...new Set([...told.keys(), ...shown.keys()])].filter((key) => told.get(key) !== shown.get(key) && !same(told.get(key), shown.get(key)));
  }
}
