/** Claimed beside true in money: for each team the claim, each reason for the difference, and the truth. Pure. */
import type { RevealedDifference, RevealedTeam } from "../../wire/types.gen";

export type Code = RevealedDifference["code"];
const codes: readonly Code[] = ["drift", "regression", "ramp_up", "noise", "opinion", "unmeasured", "not_estimated"];

/** The reasons that some team has, in the order in which one tells them. */
export function codesOf(parts: readonly Pick<RevealedTeam, "differences">[]): Code[] {
  return codes.filter((code) => parts.some((part) => part.differences.some((one) => one.code === code)));
}

/** What one reason makes for a team over all its figures: claimed minus true; null where it is not one of its reasons. */
export function moneyOf(part: Pick<RevealedTeam, "differences">, code: Code): number | null {
  const found = part.differences.filter((one) => one.code === code);
  return found.length === 0 ? null : found.reduce((sum, one) => sum + one.money, 0);
}
