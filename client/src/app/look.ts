/**
 * Looking at a phase that is closed: `?look=brief` shows its screen to this person alone and moves nobody.
 *
 * When the session goes on to another phase, everybody is taken along: the look ends.
 */
import { useEffect, useRef, useSyncExternalStore } from "react";
import { counted, type PhaseName, phases } from "./phases";
import { go, onRoute } from "./routes";

/** The closed phase that is looked at, or null. */
export function lookedAt(search: string, phase: PhaseName): PhaseName | null {
  const asked = counted.find((name) => name === new URLSearchParams(search).get("look"));
  return asked !== undefined && phases.indexOf(asked) < phases.indexOf(phase) ? asked : null;
}

/** The address that looks at a phase, or that ends the look; what was open in the present screen is closed. */
export function addressOf(phase: PhaseName | null): string {
  return location.pathname + (phase === null ? "" : `?look=${phase}`);
}

export function look(phase: PhaseName | null): void {
  go(addressOf(phase));
}

export function useLook(phase: PhaseName): PhaseName | null {
  const search = useSyncExternalStore(onRoute, () => location.search);
  const looked = lookedAt(search, phase);
  const before = useRef(phase);
  useEffect(() => {
    if (before.current === phase) return;
    before.current = phase;
    if (looked !== null) look(null);
  }, [phase, looked]);
  return looked;
}
