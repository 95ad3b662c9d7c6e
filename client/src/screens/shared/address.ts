/**
 * The part of a screen's state that belongs in the address: which exhibit is open, which tab a phone shows.
 *
 * It lives in the query (`?exhibit=X4`), so that the browser's Back works and a reload stays where one was.
 */
import { useSyncExternalStore } from "react";
import { go, onRoute } from "../../app/routes";

/** A parameter of the address, or null. */
export function useParam(name: string): string | null {
  return useSyncExternalStore(onRoute, () => new URLSearchParams(location.search).get(name));
}

/** Set or remove parameters of the address: as one step of the browser's history, or in place of the present one. */
export function setParams(changes: Readonly<Record<string, string | null>>, how: "step" | "replace" = "step"): void {
  const query = withParams(location.search, changes);
  if (query === location.search) return;
  if (how === "step") {
    go(location.pathname + query);
    return;
  }
  history.replaceState(history.state, "", location.pathname + query);
  dispatchEvent(new PopStateEvent("popstate"));
}

/** A query with some parameters set, and those that are null removed. */
export function withParams(search: string, changes: Readonly<Record<string, string | null>>): string {
  const params = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) params.delete(name);
    else params.set(name, value);
  }
  const query = params.toString();
  return query === "" ? "" : `?${query}`;
}
