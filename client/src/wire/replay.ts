/**
 * A client without a browser: what happens to it goes in, what it then says and shows comes out.
 *
 * It is the whole client behind the screens, `live.ts` with all that it stands on, in a place that has no pages, no
 * timers and no network. Beside it runs a client that only listens, the connection and the records alone: so what was
 * told can be told apart from what is guessed. `tools/replay.mjs` runs them in Node, so that whoever drives the server
 * can hold this client to what the server knows.
 */
import { decode } from "@msgpack/msgpack";
import type { Live } from "../records/live";
import { createRecords, type Records } from "../records/records";
import { same } from "../records/same";
import { type ClientFrame, read } from "./codec";
import { type Event, idle, type Name, type State, step } from "./connection";
import { openLive } from "./live";

export type Happening =
  | { do: "opened" | "closed" | "retry" }
  | { do: "frame"; bytes: Uint8Array }
  | { do: "move"; move: string; with: unknown };

/** How things stand after something happened. */
export interface Standing {
  link: Name;
  at: string | null;
  /** What the client said to the server. */
  said: ClientFrame[];
  /** Moves that were settled for whoever made them: the id, and whether it was done. */
  settled: [number, boolean][];
  /** Records that are other objects than before, and the keys that are gone. */
  put: Record<string, unknown>;
  drop: string[];
  /** Keys under which guesses show something else than was told. */
  guessed: string[];
}

/** The socket that the client opened last, whichever client it is: only one thing happens at a time. */
let opened: Line | null = null;

class Line {
  static readonly OPEN = 1;
  readyState = 0;
  binaryType = "";
  onopen: (() => void) | null = null;
  onclose: (() => void) | null = null;
  onmessage: ((message: { data: ArrayBuffer }) => void) | null = null;
  readonly said: ClientFrame[] = [];

  constructor() {
    opened = this;
  }

  send(bytes: Uint8Array): void {
    this.said.push(decode(bytes) as ClientFrame);
  }

  close(): void {
    this.readyState = 3;
  }
}

/** Furnish a place with what the client asks of a browser. Nothing in it ever happens by itself. */
export function furnish(place: object): void {
  const nothing = () => {};
  const furniture = {
    WebSocket: Line, location: { protocol: "http:", host: "practicum.test" }, navigator: {}, document: { addEventListener: nothing },
    addEventListener: nothing, removeEventListener: nothing, setTimeout: nothing, clearTimeout: nothing,
  };
  for (const [name, value] of Object.entries(furniture)) Object.defineProperty(place, name, { value, writable: true, configurable: true });
}

export class Replay {
  private state: State = idle;
  private line: Line | null = null;
  private last = 0;
  private settled: [number, boolean][] = [];
  private readonly told = createRecords();
  private before = new Map<string, unknown>();

  private constructor(private readonly live: Live, private readonly kinds: readonly string[]) {}

  /** Open a client, which opens its socket as soon as it knows what waits to be sent; `kinds` are the records' names. */
  static async begin(token: string, kinds: readonly string[], rest: () => Promise<void>): Promise<Replay> {
    opened = null;
    const replay = new Replay(openLive("replay", token, { full: "", noPreview: "" }), kinds);
    await rest();
    replay.line = opened;
    replay.listen({ type: "start" });
    return replay;
  }

  async take(happening: Happening, rest: () => Promise<void>): Promise<Standing> {
    opened = null;
    this.settled = [];
    this.happen(happening);
    await rest();
    const said = this.line?.said.splice(0) ?? [];
    this.line = opened ?? this.line;
    const now = this.all(this.told);
    const put = Object.fromEntries([...now].filter(([key, record]) => this.before.get(key) !== record));
    const drop = [...this.before.keys()].filter((key) => !now.has(key));
    this.before = now;
    const { link } = this.live.status();
    return { link, at: this.live.records.at, said, settled: this.settled, put, drop, guessed: this.apart(now, this.all(this.live.records)) };
  }

  /** Everything that was told, as it stands. */
  everything(): Record<string, unknown> {
    return Object.fromEntries(this.all(this.told));
  }

  /** The client that only listens agrees with the other one on where they are. */
  get agrees(): boolean {
    return this.told.at === this.live.records.at && this.state.name === this.live.status().link;
  }

  stop(): void {
    this.live.stop();
  }

  private happen(happening: Happening): void {
    const socket = this.state.socket;
    switch (happening.do) {
      case "retry":
        this.live.retry();
        return this.listen({ type: "woke" });
      case "opened":
        if (this.line !== null) this.line.readyState = Line.OPEN;
        this.line?.onopen?.();
        return this.listen({ type: "opened", socket });
      case "closed":
        this.line?.onclose?.();
        return this.listen({ type: "closed", socket });
      case "frame": {
        const data = Uint8Array.from(happening.bytes).buffer;
        this.line?.onmessage?.({ data });
        const frame = read(data);
        return frame === null ? undefined : this.listen({ type: "frame", socket, frame });
      }
      case "move": {
        const id = ++this.last;
        const act = this.live.do as (move: string, args: unknown) => Promise<{ ok: boolean }>;
        void act(happening.move, happening.with).then(({ ok }) => this.settled.push([id, ok]));
      }
    }
  }

  /** Let the listening client take what happened. */
  private listen(event: Event): void {
    const [next, effects] = step(this.state, event, 0, 0);
    this.state = next;
    for (const effect of effects) {
      if (effect.do !== "whole" && effect.do !== "apply") continue;
      if (effect.do === "whole") this.told.whole(effect.put, effect.at);
      else this.told.apply(effect.put, effect.drop, effect.at);
    }
  }

  private all(records: Records): Map<string, unknown> {
    return new Map(this.kinds.flatMap((kind) => records.keys(kind).map((key) => [key, records.get(key)] as const)));
  }

  private apart(told: Map<string, unknown>, shown: Map<string, unknown>): string[] {
    return [...new Set([...told.keys(), ...shown.keys()])].filter((key) => told.get(key) !== shown.get(key) && !same(told.get(key), shown.get(key)));
  }
}
