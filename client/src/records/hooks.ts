/** How screens read the session. A face watches a record, a list watches keys, a sum is a figure. */
import { createContext, useCallback, useContext, useMemo, useSyncExternalStore } from "react";
import { type Figure, watch } from "./figures";
import type { Key, Rec } from "./keys";
import type { Live, Place, Self, Status } from "./live";
import type { Do, Preview } from "./moves";

export const LiveContext = createContext<Live | null>(null);

export function useLive(): Live {
  const live = useContext(LiveContext);
  if (live === null) throw new Error("no live session here: wrap the screen in LiveContext");
  return live;
}

/** The record under a key, or undefined. The key may be undefined too. */
export function useRecord<K extends Key>(key: K | undefined): Rec<K> | undefined {
  const { records } = useLive();
  const subscribe = useCallback((wake: () => void) => (key === undefined ? () => {} : records.onKey(key, wake)), [records, key]);
  return useSyncExternalStore(subscribe, () => (key === undefined ? undefined : records.get(key)));
}

/** The keys under a prefix of whole parts, in order: `useKeys(`claim/${team}`)`. */
export function useKeys(prefix: string): readonly Key[] {
  const { records } = useLive();
  const subscribe = useCallback((wake: () => void) => records.onKeys(prefix, wake), [records, prefix]);
  return useSyncExternalStore(subscribe, () => records.keys(prefix));
}

/** A value computed from records. `deps` are what the function closes over, as in `useMemo`. */
export function useFigure<T>(figure: Figure<T>, deps: readonly unknown[]): T {
  const { records } = useLive();
  // eslint-disable-next-line react-hooks/exhaustive-deps -- the caller names what its figure closes over
  const watched = useMemo(() => watch(records, figure), [records, ...deps]);
  return useSyncExternalStore(watched.on, watched.value);
}

/** The language that the case's texts are in, where it is not the page's: to pronounce and to hyphenate them by. */
export function useLang(): string | undefined {
  const language = useRecord("case")?.language;
  return language === document.documentElement.lang ? undefined : language;
}

export const useDo = (): Do => useLive().do;
export const usePreview = (): Preview => useLive().preview;

export function useStatus(): Status {
  const live = useLive();
  return useSyncExternalStore(live.onStatus, live.status);
}

/** Who we are. Only below the gate that waits for the first welcome. */
export function useSelf(): Self {
  const { self } = useStatus();
  if (self === null) throw new Error("no welcome yet: this screen must stand below the session's gate");
  return self;
}

/** Where somebody is, as far as known. */
export function useHere(seat: string): Place | undefined {
  const { here } = useLive();
  return useSyncExternalStore(here.on, () => here.of(seat));
}

/** The seats that are here now. */
export function useSeatsHere(): readonly string[] {
  const { here } = useLive();
  return useSyncExternalStore(here.on, here.seats);
}
