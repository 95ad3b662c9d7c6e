/**
 * What a person may do on a screen now, and why not.
 *
 * Editing is text, arranging, pinning: it goes on while paused and offline. Committing is betting, signing, opening
 * evidence, answering: it waits for both. A closed phase, an ended session, a removed seat and a watching role leave
 * everything readable and nothing editable.
 */
import { useEffect, useState } from "react";
import type { PhaseName } from "../../app/phases";
import { useRecord, useSelf, useStatus } from "../../records";
import { text } from "../../text";
import { useTeam } from "./team";

export interface Facts { role: string; isOwnTeam: boolean; isActive: boolean; isEnded: boolean; isRunning: boolean; isLost: boolean; phase: PhaseName | undefined; of: PhaseName | undefined }
export type Hindrance = "watching" | "removed" | "ended" | "closed" | "paused" | "offline";

export interface Standing {
  canEdit: boolean;
  canCommit: boolean;
  /** Why committing (and perhaps editing) is not possible, in words; null when it is. */
  why: string | null;
  hindrance: Hindrance | null;
}

/** The first thing that stands in the way, or null. */
export function hindranceOf(facts: Facts): Hindrance | null {
  if (facts.isEnded) return "ended";
  if (!facts.isActive) return "removed";
  if (facts.role !== "participant" || !facts.isOwnTeam) return "watching";
  if (facts.of !== undefined && facts.phase !== facts.of) return "closed";
  if (!facts.isRunning) return "paused";
  if (facts.isLost) return "offline";
  return null;
}

/** What one may do with the team's work of a phase; without a phase, with what is open in all. */
export function useStanding(phase?: PhaseName): Standing {
  const self = useSelf();
  const team = useTeam();
  const hindrance = hindranceOf({
    role: self.role,
    isOwnTeam: team !== null && team === self.team,
    isActive: useRecord(`seat/${self.seat}`)?.active ?? true,
    isEnded: useRecord("session")?.ended ?? false,
    isRunning: useRecord("clock")?.running ?? true,
    isLost: useIsLost(),
    phase: useRecord("phase")?.phase,
    of: phase,
  });
  return {
    canEdit: hindrance === null || hindrance === "paused" || hindrance === "offline",
    canCommit: hindrance === null,
    why: hindrance === null ? null : text.work.why[hindrance],
    hindrance,
  };
}

const lostAfterMs = 3_000;

/** Whether nothing has come through for longer than a blink. */
function useIsLost(): boolean {
  const { lostAt } = useStatus();
  const [isLost, setLost] = useState(false);
  useEffect(() => {
    setLost(false);
    if (lostAt === null) return;
    const timer = setTimeout(() => setLost(true), lostAfterMs);
    return () => clearTimeout(timer);
  }, [lostAt]);
  return isLost && lostAt !== null;
}
