/**
 * Which screen stands where, each in its own chunk. A screen is a folder under `screens` whose `index.tsx` exports it as
 * default; its name here is the folder's.
 */
import { type ComponentType, lazy } from "react";
import { loadWords } from "../text";
import type { PhaseName } from "./phases";

export type ScreenName = Exclude<PhaseName, "lobby"> | "lobby" | "facilitate" | "projector";

const found = import.meta.glob<{ default: ComponentType }>(["../screens/*/index.tsx", "!../screens/{home,preview}/index.tsx"]);

/** Screens whose words come with the first page. */
const early: ReadonlySet<ScreenName> = new Set(["lobby", "brief", "diagnose"]);

/** How to fetch a screen: its words first, because a screen may read them as it loads. */
function load(name: ScreenName) {
  const screen = found[`../screens/${name}/index.tsx`];
  if (screen === undefined || early.has(name)) return screen;
  return () => loadWords("later").then(screen);
}

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
export async function fetched(name: ScreenName): Promise<unknown> {
  return load(name)?.();
}
