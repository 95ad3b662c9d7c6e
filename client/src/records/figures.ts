/**
 * Figures: values computed from records by pure functions of `See`. A figure is computed again only when a record or a
 * list that it looked at changed, and stays the same object while it is equal.
 */
import type { Key, Rec } from "./keys";
import { same } from "./same";
import type { Records, See, Stop, Wake } from "./records";

export type Figure<T> = (see: See) => T;

export interface Watched<T> { value(): T; on(wake: Wake): Stop }

/** Watch a figure over records. */
export function watch<T>(records: Records, figure: Figure<T>): Watched<T> {
  let seenKeys = new Set<string>();
  let seenLists = new Set<string>();
  let stops: Stop[] = [];
  let fresh = false;
  let value: T;
  const wakes = new Set<Wake>();

  const see: See = {
    get: <K extends Key>(key: K): Rec<K> | undefined => {
      seenKeys.add(key);
      return records.get(key);
    },
    keys: (prefix) => {
      seenLists.add(prefix);
      return records.keys(prefix);
    },
  };

  function compute(): T {
    const keysBefore = seenKeys;
    const listsBefore = seenLists;
    seenKeys = new Set();
    seenLists = new Set();
    const next = figure(see);
    value = same(value, next) ? value : next;
    fresh = true;
    if (wakes.size > 0 && !(equal(keysBefore, seenKeys) && equal(listsBefore, seenLists))) listen();
    return value;
  }

  function listen(): void {
    for (const stop of stops) stop();
    stops = [...[...seenKeys].map((key) => records.onKey(key, stale)), ...[...seenLists].map((prefix) => records.onKeys(prefix, stale))];
  }

  function stale(): void {
    const was = value;
    fresh = false;
    compute();
    if (value !== was) for (const wake of [...wakes]) wake();
  }

  return {
    // Nobody listens yet: records may have changed unseen, so compute each time.
    value: () => (fresh && wakes.size > 0 ? value : compute()),
    on(wake) {
      wakes.add(wake);
      if (wakes.size === 1) {
        compute();
        listen();
      }
      return () => {
        wakes.delete(wake);
        if (wakes.size > 0) return;
        for (const stop of stops) stop();
        stops = [];
        fresh = false;
      };
    },
  };
}

function equal(a: Set<string>, b: Set<string>): boolean {
  return a.size === b.size && [...a].every((item) => b.has(item));
}
