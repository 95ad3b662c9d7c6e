/**
 * The records of a session as this client sees them: what the server said, and over it what our own unanswered moves
 * will look like.
 *
 * Rules:
 * - Same state, same object: a record is a new object only when it changed, a list of keys only when a key came or went.
 * - A change from the server is applied in this order: undo the guesses, apply, guess again. Whoever listens hears of
 *   the difference between before and after, once.
 * - A guess stays until our position reaches the one at which its move was written, not merely until it was answered:
 *   the answer may overtake the delta, and the card would flash back.
 * - A guess decides nothing. One that throws is as if it had said nothing.
 */
import { byKey, type Key, type KindOf, type Kinds, prefixesOf, type Rec } from "./keys";
import { same } from "./same";

export type Position = string;
export type Stop = () => void;
export type Wake = () => void;

/** What a guess, a figure or a screen may look at. */
export interface See {
  get<K extends Key>(key: K): Rec<K> | undefined;
  keys(prefix: string): readonly Key[];
}

export type Change = { put: Key; record: Kinds[keyof Kinds] } | { drop: Key };
/** What a move will look like, as far as this client can tell. Pure; run again at each delta. */
export type Guess = (see: See) => Iterable<Change>;

export interface Records extends See {
  onKey(key: string, wake: Wake): Stop;
  onKeys(prefix: string, wake: Wake): Stop;
  /** A whole welcome: forget everything, this is the state. */
  whole(put: Readonly<Record<string, unknown>>, at: Position): void;
  /** A delta, or a welcome that says what changed. */
  apply(put: Readonly<Record<string, unknown>>, drop: readonly string[], at: Position): void;
  lay(id: number, guess: Guess): void;
  done(id: number, at: Position): void;
  refused(id: number): void;
  /**
   * A welcome's `done`: every move up to this id is in what it brought. One that was answered and is not among them was
   * lost with the end of a log, and is no longer true.
   */
  decided(upTo: number): void;
  readonly at: Position | null;
}

export function createRecords(): Records {
  return new Store();
}

/** The number in a position: `41-9f…` → 41. */
export function version(at: Position | null): number {
  return at === null ? -1 : Number.parseInt(at, 10);
}

interface Laid { guess: Guess; doneAt: number | null }

/** A list of keys is kept for each prefix that somebody asked for. */
interface List { keys: readonly Key[]; wakes: Set<Wake> }

class Store implements Records {
  at: Position | null = null;

  /** What the server said. */
  private readonly told = new Map<string, object>();
  /** The same with the guesses over it: what everybody reads. */
  private readonly shown = new Map<string, object>();
  private readonly laid = new Map<number, Laid>();
  /** Keys that guesses have changed in `shown`. */
  private guessed = new Set<string>();

  private readonly lists = new Map<string, List>();
  private readonly wakes = new Map<string, Set<Wake>>();

  get<K extends Key>(key: K): Rec<K> | undefined {
    return this.shown.get(key) as Rec<K> | undefined;
  }

  keys(prefix: string): readonly Key[] {
    return this.list(prefix).keys;
  }

  onKey(key: string, wake: Wake): Stop {
    const wakes = this.wakes.get(key) ?? new Set();
    this.wakes.set(key, wakes.add(wake));
    return () => {
      wakes.delete(wake);
      if (wakes.size === 0 && this.wakes.get(key) === wakes) this.wakes.delete(key);
    };
  }

  onKeys(prefix: string, wake: Wake): Stop {
    const { wakes } = this.list(prefix);
    wakes.add(wake);
    return () => void wakes.delete(wake);
  }

  whole(put: Readonly<Record<string, unknown>>, at: Position): void {
    const gone = [...this.told.keys()].filter((key) => !(key in put));
    this.change(put, gone, at);
  }

  apply(put: Readonly<Record<string, unknown>>, drop: readonly string[], at: Position): void {
    this.change(put, drop, at);
  }

  lay(id: number, guess: Guess): void {
    this.laid.set(id, { guess, doneAt: null });
    this.change({}, [], this.at);
  }

  done(id: number, at: Position): void {
    const laid = this.laid.get(id);
    if (laid === undefined) return;
    laid.doneAt = version(at);
    if (laid.doneAt <= version(this.at)) this.change({}, [], this.at);
  }

  refused(id: number): void {
    if (this.laid.delete(id)) this.change({}, [], this.at);
  }

  decided(upTo: number): void {
    const ids = [...this.laid].filter(([id, { doneAt }]) => id <= upTo || doneAt !== null).map(([id]) => id);
    for (const id of ids) this.laid.delete(id);
    if (ids.length > 0) this.change({}, [], this.at);
  }

  /** Undo the guesses, apply, guess again; then wake whoever listens to what is different. */
  private change(put: Readonly<Record<string, unknown>>, drop: readonly string[], at: Position | null): void {
    const before = new Map<string, object | undefined>();
    const listsBefore = new Map<List, readonly Key[]>();
    const set = (key: string, record: object | undefined) => this.show(key, record, before, listsBefore);

    for (const key of this.guessed) set(key, this.told.get(key));
    this.guessed = new Set();

    for (const key of drop) {
      this.told.delete(key);
      set(key, undefined);
    }
    for (const [key, value] of Object.entries(put)) {
      const known = this.told.get(key);
      const record = known !== undefined && same(known, value) ? known : (value as object);
      this.told.set(key, record);
      set(key, record);
    }
    if (at !== null) this.at = at;

    const here = version(this.at);
    for (const [id, laid] of this.laid) {
      if (laid.doneAt !== null && laid.doneAt <= here) {
        this.laid.delete(id);
        continue;
      }
      for (const change of this.ask(laid.guess)) {
        const key = "put" in change ? change.put : change.drop;
        this.guessed.add(key);
        set(key, "put" in change ? change.record : undefined);
      }
    }
    this.tell(before, listsBefore);
  }

  private ask(guess: Guess): Change[] {
    try {
      return [...guess(this)];
    } catch {
      return [];
    }
  }

  /** Put a record into what is shown, remembering how it was before this change. */
  private show(key: string, record: object | undefined, before: Map<string, object | undefined>, listsBefore: Map<List, readonly Key[]>): void {
    const now = this.shown.get(key);
    if (!before.has(key)) before.set(key, now);
    if (record === now) return;
    if (record === undefined) this.shown.delete(key);
    else this.shown.set(key, record);
    if ((record === undefined) === (now === undefined)) return;
    for (const prefix of prefixesOf(key)) {
      const list = this.lists.get(prefix);
      if (list === undefined) continue;
      if (!listsBefore.has(list)) listsBefore.set(list, list.keys);
      list.keys = record === undefined ? list.keys.filter((other) => other !== key) : withKey(list.keys, key as Key);
    }
  }

  private tell(before: Map<string, object | undefined>, listsBefore: Map<List, readonly Key[]>): void {
    const awake = new Set<Wake>();
    for (const [key, was] of before) {
      const now = this.shown.get(key);
      if (now === was) continue;
      if (now !== undefined && was !== undefined && same(now, was)) {
        this.keep(key, was);
        continue;
      }
      for (const wake of this.wakes.get(key) ?? []) awake.add(wake);
    }
    for (const [list, was] of listsBefore) {
      if (list.keys.length === was.length && list.keys.every((key, at) => key === was[at])) list.keys = was;
      else for (const wake of list.wakes) awake.add(wake);
    }
    for (const wake of awake) wake();
  }

  /** An equal record arrived (a guess that came true): stay with the object that screens already hold. */
  private keep(key: string, record: object): void {
    this.shown.set(key, record);
    if (!this.guessed.has(key) && this.told.has(key)) this.told.set(key, record);
  }

  private list(prefix: string): List {
    const name = prefix.endsWith("/") ? prefix.slice(0, -1) : prefix;
    const known = this.lists.get(name);
    if (known !== undefined) return known;
    const keys = [...this.shown.keys()].filter((key) => key === name || key.startsWith(`${name}/`)).sort(byKey) as Key[];
    const list: List = { keys, wakes: new Set() };
    this.lists.set(name, list);
    return list;
  }
}

/** The same list with one key more, at its place. */
function withKey(keys: readonly Key[], key: Key): readonly Key[] {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (byKey(keys[middle] as Key, key) < 0) low = middle + 1;
    else high = middle;
  }
  return [...keys.slice(0, low), key, ...keys.slice(low)];
}

/** One change, typed by its key: `put("ready/…", {ready: true})`. */
export function put<K extends Key>(key: K, record: Kinds[KindOf<K>]): Change {
  return { put: key, record };
}

export function drop(key: Key): Change {
  return { drop: key };
}
