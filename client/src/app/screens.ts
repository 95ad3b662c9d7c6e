/**
 * Which screen stands where, each in its own chunk. A screen is a folder under `screens` whose `index.tsx` exports it as
 * default; its name here is the folder's.
 */
import { type ComponentType, lazy } from "react";
import type { PhaseName } from "./phases";

export type ScreenName = Exclude<PhaseName, "lobby"> | "lobby" | "facilitate" | "projector";

const found = import.meta.glob<{ default: ComponentType }>(["../screens/*/index.tsx", "!../screens/home/index.tsx"]);

const load = (name: ScreenName) => found[`../screens/${name}/index.tsx`];

const screens = new Map<ScreenName, ComponentType>();

/** The screen's component; undefined if there is no such folder. The same component each time. */
export function screen(name: ScreenName): ComponentType | undefined {
  const loader = load(name);
  if (loader === undefined) return undefined;
  const known = screens.get(name) ?? lazy(loader);
  screens.set(name, known);
  return known;
}

/** Fetch a screen's chunk ahead of need. */
export function preload(name: ScreenName): void {
  void load(name)?.().catch(() => {
    // It is tried again when the screen is shown.
  });
}
