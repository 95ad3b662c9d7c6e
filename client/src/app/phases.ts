/** The phases in their order, as the bar counts them: the lobby stands before the first. */
import type { Phase } from "../wire/types.gen";

export type PhaseName = Phase["phase"];

export const phases: readonly PhaseName[] = ["lobby", "brief", "diagnose", "design", "measure", "pitch", "run", "debrief"];
export const counted: readonly Exclude<PhaseName, "lobby">[] = ["brief", "diagnose", "design", "measure", "pitch", "run", "debrief"];

export function phaseAfter(phase: PhaseName): PhaseName | undefined {
  return phases[phases.indexOf(phase) + 1];
}
