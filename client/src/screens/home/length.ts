/** How long a session will be: one of the case's timings, or minutes that the host sets phase by phase. Pure. */
import type { Opening, Timing } from "../../app/api";
import type { PhaseName } from "../../app/phases";

/** What the host chose: a timing's id (empty: the case's own), or the minutes of each phase. */
export type Length = { kind: "named"; id: string } | { kind: "set"; minutes: Readonly<Partial<Record<PhaseName, number>>> };

/** A timing's phases, as long as they are for so many teams. */
export function phasesOf(timing: Timing, teams: number): readonly { phase: PhaseName; minutes: number }[] {
  return timing.phases.map(({ phase, minutes, per_team: each }) => ({ phase, minutes: each === null ? minutes : Math.min(each * teams, minutes) }));
}

/** The phases with what the host has set; what is not set keeps the case's own time. */
export function setPhases(own: Timing, teams: number, minutes: Readonly<Partial<Record<PhaseName, number>>>): readonly { phase: PhaseName; minutes: number }[] {
  return phasesOf(own, teams).map((each) => ({ phase: each.phase, minutes: minutes[each.phase] ?? each.minutes }));
}

export function sum(phases: readonly { minutes: number }[]): number {
  return phases.reduce((total, { minutes }) => total + minutes, 0);
}

/** What the server is asked for: a name, the minutes that differ from the case's own, or nothing where nothing differs. */
export function asked(length: Length, own: Timing | undefined, teams: number): Opening["timings"] {
  if (length.kind === "named") return length.id || undefined;
  const before = new Map(own === undefined ? [] : phasesOf(own, teams).map(({ phase, minutes }) => [phase, minutes]));
  const changed = Object.entries(length.minutes).filter(([phase, minutes]) => minutes !== before.get(phase as PhaseName));
  return changed.length === 0 ? undefined : Object.fromEntries(changed);
}
