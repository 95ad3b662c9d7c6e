/** The record store as a property: whatever happens in whatever order, what is shown is what the server said with our guesses over it. */
import { expect, test } from "vitest";
import type { Key } from "./keys";
import { type Change, createRecords, type Guess, version } from "./records";

declare const process: { env: Record<string, string | undefined> };

const runs = 300;
const firstSeed = Number(process.env.SEED ?? 20_261_123);

/** A small generator with a seed, so that a failure can be run again. */
function dice(seed: number) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { below: (bound: number) => Math.floor(next() * bound), chance: (share: number) => next() < share };
}

const key = (at: number) => `claim/${1 + (at % 3)}/k${at}` as Key;
const prefixes = ["claim", "claim/1", "claim/2", "claim/3", "claim/1/k0", "link"];
const named = (text: string) => ({ text, box: "motives", cause: null, by: "p1", revision: 1, made_due: 0 }) as const;

/** The plainest way to say what must be shown. */
function expected(told: Map<string, unknown>, laid: Map<number, Guess>): Map<string, unknown> {
  const shown = new Map(told);
  const see = { get: (one: string) => shown.get(one), keys: (prefix: string) => [...shown.keys()].filter((one) => one === prefix || one.startsWith(`${prefix}/`)) } as never;
  for (const guess of laid.values()) {
    for (const change of guess(see)) {
      if ("put" in change) shown.set(change.put, change.record);
      else shown.delete(change.drop);
    }
  }
  return shown;
}

function walk(seed: number) {
  const { below, chance } = dice(seed);
  const store = createRecords();
  const told = new Map<string, unknown>();
  const laid = new Map<number, Guess>();
  const doneAt = new Map<number, number>();
  const woken = { keys: new Set<string>(), lists: new Set<string>() };
  for (let at = 0; at < 9; at++) store.onKey(key(at), () => woken.keys.add(key(at)));
  for (const prefix of prefixes) store.onKeys(prefix, () => woken.lists.add(prefix));
  store.whole({}, "0-aa");
  let at = 0;
  let lastId = 0;
  const settle = () => {
    for (const [id, due] of doneAt) if (due <= at) laid.delete(id), doneAt.delete(id);
  };

  for (let round = 0; round < 40; round++) {
    const before = new Map(Array.from({ length: 9 }, (_, one) => [key(one), store.get(key(one))]));
    const listsBefore = new Map(prefixes.map((prefix) => [prefix, store.keys(prefix)]));
    woken.keys.clear();
    woken.lists.clear();

    const kind = below(10);
    if (kind < 4) {
      const put: Record<string, unknown> = {};
      const drop: string[] = [];
      for (let change = 0; change <= below(3); change++) {
        const target = key(below(9));
        if (chance(0.3)) drop.push(target);
        else put[target] = named(`told ${below(4)}`);
      }
      const gone = drop.filter((one) => !(one in put));
      at += 1 + below(3);
      for (const one of gone) told.delete(one);
      for (const [one, record] of Object.entries(put)) told.set(one, record);
      settle();
      store.apply(put, gone, `${at}-aa`);
    } else if (kind === 4) {
      const put: Record<string, unknown> = {};
      for (let one = 0; one < 9; one++) if (chance(0.5)) put[key(one)] = named(`whole ${below(3)}`);
      at += 1 + below(3);
      told.clear();
      for (const [one, record] of Object.entries(put)) told.set(one, record);
      settle();
      store.whole(put, `${at}-bb`);
    } else if (kind < 8) {
      const id = ++lastId;
      const target = key(below(9));
      const other = key(below(9));
      const style = below(4);
      const guess: Guess = function* (see) {
        if (style === 0) yield { put: target, record: named(`guess ${id}`) };
        else if (style === 1) yield { drop: target };
        else if (style === 2) yield { put: target, record: named(`${see.keys("claim").length} causes`) };
        else if (see.get(other)) yield* [{ drop: other }, { put: target, record: see.get(other) as never }] satisfies Change[];
      };
      laid.set(id, guess);
      store.lay(id, guess);
    } else if (laid.size > 0) {
      const ids = [...laid.keys()];
      const id = ids[below(ids.length)] as number;
      if (kind === 8) {
        const due = at + below(4);
        doneAt.set(id, due);
        settle();
        store.done(id, `${due}-cc`);
      } else if (chance(0.5)) {
        laid.delete(id);
        doneAt.delete(id);
        store.refused(id);
      } else {
        for (const one of ids) if (one <= id || doneAt.has(one)) laid.delete(one), doneAt.delete(one);
        store.decided(id);
      }
    }

    const shown = expected(told, laid);
    expect(version(store.at)).toBe(at);
    for (let one = 0; one < 9; one++) {
      const name = key(one);
      const now = store.get(name);
      expect(now).toEqual(shown.get(name));
      const was = before.get(name);
      // Same state, same object; and whoever listens is woken exactly when it changed.
      if (JSON.stringify(was) === JSON.stringify(now)) expect(now).toBe(was);
      expect(woken.keys.has(name)).toBe(now !== was);
    }
    for (const prefix of prefixes) {
      const keys = store.keys(prefix);
      expect([...keys].sort()).toEqual([...shown.keys()].filter((one) => one === prefix || one.startsWith(`${prefix}/`)).sort());
      const was = listsBefore.get(prefix);
      if (JSON.stringify(was) === JSON.stringify(keys)) expect(keys).toBe(was);
      expect(woken.lists.has(prefix)).toBe(keys !== was);
    }
  }
}

test(`what is shown is what was told with our guesses over it (${runs} walks, SEED=${firstSeed})`, () => {
  for (let run = 0; run < runs; run++) {
    const seed = firstSeed + run;
    try {
      walk(seed);
    } catch (error) {
      throw new Error(`the walk with SEED=${seed} failed`, { cause: error });
    }
  }
});

test("a guess stays until our position reaches the move's, not until it is answered", () => {
  const store = createRecords();
  store.whole({ "claim/1/k1": named("old") }, "5-aa");
  store.lay(1, function* () { yield { put: "claim/1/k1", record: named("mine") }; });
  store.done(1, "7-aa");
  expect(store.get("claim/1/k1")?.text).toBe("mine");
  store.apply({ "claim/1/k1": named("mine") }, [], "7-aa");
  expect(store.get("claim/1/k1")?.text).toBe("mine");
  store.apply({ "claim/1/k1": named("theirs") }, [], "8-aa");
  expect(store.get("claim/1/k1")?.text).toBe("theirs");
});

test("a move that was answered and then lost is guessed no longer", () => {
  const store = createRecords();
  store.whole({ "claim/1/k1": named("old") }, "5-aa");
  store.lay(1, function* () { yield { put: "claim/1/k1", record: named("mine") }; });
  store.done(1, "7-aa");
  store.apply({}, [], "6-bb");
  store.decided(0);
  expect(store.get("claim/1/k1")?.text).toBe("old");
});

test("a guess that comes true wakes nobody", () => {
  const store = createRecords();
  let wakes = 0;
  store.onKey("claim/1/k1", () => { wakes += 1; });
  store.lay(1, function* () { yield { put: "claim/1/k1", record: named("mine") }; });
  store.done(1, "2-aa");
  store.apply({ "claim/1/k1": named("mine") }, [], "2-aa");
  expect(wakes).toBe(1);
});

test("a guess that throws is as if it had said nothing", () => {
  const store = createRecords();
  store.lay(1, () => { throw new Error("a bug in a guess"); });
  expect(store.keys("claim")).toEqual([]);
});

test("a refused move gives back what was there", () => {
  const store = createRecords();
  store.whole({ "claim/1/k1": named("old") }, "5-aa");
  const old = store.get("claim/1/k1");
  store.lay(1, function* () { yield { drop: "claim/1/k1" as Key }; });
  expect(store.get("claim/1/k1")).toBeUndefined();
  store.refused(1);
  expect(store.get("claim/1/k1")).toBe(old);
});

test("keys come in the order of their parts, numbers by size, and a prefix is whole parts", () => {
  const store = createRecords();
  store.whole({ "chat/2/10": {}, "chat/2/9": {}, "chat/21/1": {} }, "1-aa");
  expect(store.keys("chat/2")).toEqual(["chat/2/9", "chat/2/10"]);
  expect(store.keys("chat/2/")).toBe(store.keys("chat/2"));
});
