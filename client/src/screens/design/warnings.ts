/**
 * What a team should look at before it signs its plan: computed from what everybody in the team can read, so it knows
 * nothing of the answer. A warning never hinders signing.
 */
import type { See } from "../../records";
import { funds } from "./funds";
import { causes, lanes, planned } from "./plan";

export type Warning =
  | { kind: "over"; over: number }
  | { kind: "bet"; cause: string; points: number }
  | { kind: "unlinked" | "causeless" | "late" | "asked"; item: string; label: string }
  | { kind: "unsupported"; item: string; label: string; claim: string }
  | { kind: "empty" };

export const warnings = (team: string) => (see: See): Warning[] => {
  const all = planned(team)(see);
  if (all.length === 0) return [{ kind: "empty" }];
  const found: Warning[] = [];
  const { left } = funds(team)(see);
  if (left < -0.005) found.push({ kind: "over", over: -left });
  const missed = untreatedBet(team)(see);
  if (missed) found.push(missed);
  const loose = lanes(team)(see).find((lane) => lane.cause === null)?.entries ?? [];
  const known = new Map(causes(team)(see).map((cause) => [cause.claim, cause]));
  for (const { item, label } of loose) found.push({ kind: known.size > 0 ? "unlinked" : "causeless", item, label });
  for (const { item, label, planned: { claims } } of all) {
    const its = claims.flatMap((claim) => known.get(claim) ?? []);
    const [first] = its;
    if (first && its.every((cause) => cause.support === 0)) found.push({ kind: "unsupported", item, label, claim: first.text });
  }
  for (const { item, label, span } of all) if (span.liveMonth === null) found.push({ kind: "late", item, label });
  for (const { item, label, asked } of loose) if (asked) found.push({ kind: "asked", item, label });
  return found;
};

/** The candidate with the most points, when the plan has nothing for it: no claim stands for it, or none is treated. */
const untreatedBet = (team: string) => (see: See): Warning | null => {
  const points = see.get(`spread/${team}`)?.points;
  if (points === undefined) return null;
  const [cause, most] = Object.entries(points).filter(([name]) => name !== "other").sort((a, b) => b[1] - a[1])[0] ?? [];
  if (cause === undefined || most === undefined || most <= 0) return null;
  const isTreated = lanes(team)(see).some((lane) => lane.cause?.cause === cause && lane.entries.length > 0);
  return isTreated ? null : { kind: "bet", cause: see.get(`cause/${team}/${cause}`)?.label ?? cause, points: Math.round(most) };
};
