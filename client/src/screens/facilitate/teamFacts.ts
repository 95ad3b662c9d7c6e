/**
 * How a team stands, for its card on the console: a pure figure over its records, and what of it counts in each phase.
 *
 * Observers have the teams' records but neither bets nor the truth; what they may not see is simply absent here.
 */
import type { PhaseName } from "../../app/phases";
import { crew, readiness, type See } from "../../records";
import { signing } from "../shared/signing";
import type { Signable } from "../shared/signable";

export type Box = "information" | "resources" | "incentives" | "knowledge" | "capacity" | "motives";
export const boxes: readonly Box[] = ["information", "resources", "incentives", "knowledge", "capacity", "motives"];

export interface Spread {
  /** `bet`: points of 100; `claims`: how many, while nobody has bet. */
  of: "bet" | "claims";
  boxes: Readonly<Record<Box, number>>;
  /** Points on "something else". */
  other: number;
}

export interface Facts {
  people: number;
  hours: { spent: number; budget: number } | null;
  claims: number;
  bets: number;
  /** How many bets of an earlier round are in the team's bet, which stands until all have bet anew; 0 without one. */
  betsStand: number;
  items: number;
  metrics: number;
  /** What the plan and the metrics cost, before what events add. */
  money: number;
  ready: { ready: number; of: number };
  signed: { agreed: number; of: number } | null;
  events: { answered: number; asked: number };
  ledger: { roi: number | null } | null;
  outcome: { roi: number | null; closed: number } | null;
  revealed: { closed: number; calibration: number | null } | null;
  spread: Spread;
}

export const signables: readonly Signable[] = ["diagnose", "design", "measure"];

export const factsOf = (team: string) => (see: See): Facts => {
  const phase = see.get("phase");
  const round = phase?.rounds.diagnose ?? 1;
  const betting = see.get(`betting/${team}`);
  const spread = see.get(`spread/${team}`);
  const hours = see.get(`hours/${team}`);
  const ledger = see.get(`ledger/${team}`);
  const outcome = see.get(`outcome/${team}`);
  const revealed = see.get(`revealed/${team}`);
  const signable = signables.find((name) => name === phase?.phase);
  const signed = signable === undefined ? null : signing(team, signable)(see);
  const metrics = see.keys(`metric/${team}`).flatMap((key) => see.get(key as `metric/${string}`) ?? []);
  const instruments = see.keys(`metric/${team}`).map((key) => see.get(`instrument/${last(key)}`));
  const events = see.keys(`inject/${team}`).flatMap((key) => see.get(key as `inject/${string}`) ?? []).filter((event) => event.options.length > 0);
  return {
    people: crew(team)(see).length,
    hours: hours === undefined ? null : { spent: hours.spent, budget: hours.budget },
    claims: see.keys(`claim/${team}`).length,
    bets: betting?.round === round ? betting.seats.length : 0,
    betsStand: betting?.round !== round && spread !== undefined ? spread.seats : 0,
    items: see.keys(`plan/${team}`).length,
    metrics: metrics.length,
    money: see.keys(`plan/${team}`).reduce((sum, key) => sum + (see.get(`item/${last(key)}`)?.cost ?? 0), 0)
      + metrics.reduce((sum, metric, at) => sum + (instruments[at]?.cost ?? 0) + (metric.plan_baseline ? (instruments[at]?.baseline_cost ?? 0) : 0), 0),
    ready: readiness(team)(see),
    signed: signed === null ? null : { agreed: signed.agreed, of: signed.of },
    events: { answered: events.filter((event) => event.answer !== null).length, asked: events.length },
    ledger: ledger === undefined ? null : { roi: ledger.roi_percent },
    outcome: outcome === undefined ? null : { roi: outcome.roi_percent, closed: outcome.gap_closed },
    revealed: revealed === undefined ? null : { closed: revealed.gap_closed, calibration: revealed.calibration },
    spread: spreadOf(team, round)(see),
  };
};

/** Where a team looks for the cause: its bet by box; until somebody has bet, its claims by box. */
export const spreadOf = (team: string, round: number) => (see: See): Spread => {
  const claims = see.keys(`claim/${team}`).flatMap((key) => see.get(key as `claim/${string}`) ?? []);
  const count = Object.fromEntries(boxes.map((box) => [box, 0])) as Record<Box, number>;
  const points = pointsOf(team, round)(see);
  if (points === null) {
    for (const claim of claims) count[claim.box] += 1;
    return { of: "claims", boxes: count, other: 0 };
  }
  // The team's own box for a cause; where it has no claim for it, the case's, if we may know it.
  const boxOf = new Map<string, Box>((see.get("reveal/case")?.truth ?? see.get("truth")?.truth)?.causes.map((cause) => [cause.cause, cause.box]) ?? []);
  for (const claim of claims) if (claim.cause !== null) boxOf.set(claim.cause, claim.box);
  let other = 0;
  for (const [cause, share] of Object.entries(points)) {
    const box = boxOf.get(cause);
    if (box === undefined) other += share;
    else count[box] += share;
  }
  return { of: "bet", boxes: count, other };
};

/** The team's bet, or the mean of the bets that are in so far, as far as we may see them. */
const pointsOf = (team: string, round: number) => (see: See): Readonly<Record<string, number>> | null => {
  const spread = see.get(`spread/${team}`);
  if (spread !== undefined) return spread.points;
  const bets = crew(team)(see).flatMap(({ seat }) => see.get(`bet/${seat}`) ?? []).filter((bet) => bet.team === team && bet.round === round);
  if (bets.length === 0) return null;
  const sum: Record<string, number> = {};
  for (const bet of bets) for (const [cause, points] of Object.entries(bet.points)) sum[cause] = (sum[cause] ?? 0) + points / bets.length;
  return sum;
};

/** The step of the mark ladder for an amount: points of a hundred, or causes one by one. */
export function level(amount: number, of: Spread["of"]): "none" | "some" | "many" | "most" {
  const [many, most] = of === "bet" ? [12, 25] : [2, 3];
  return amount <= 0 ? "none" : amount < many ? "some" : amount < most ? "many" : "most";
}

export type MeasureName = "hours" | "claims" | "bets" | "signed" | "ready" | "people" | "money" | "items" | "metrics" | "events" | "claimed" | "actual" | "closed" | "calibration";

/** What a card shows in a phase, in this order. */
export function measuresIn(phase: PhaseName): readonly MeasureName[] {
  switch (phase) {
    case "lobby": return ["people", "ready"];
    case "brief": return ["people", "ready"];
    case "diagnose": return ["hours", "claims", "bets", "signed"];
    case "design": return ["money", "items", "events", "signed"];
    case "measure": return ["money", "metrics", "events", "signed"];
    case "pitch": return ["money", "items", "metrics", "bets"];
    case "run": return ["events", "claimed", "actual", "closed"];
    case "debrief": return ["calibration", "closed", "claimed", "actual"];
  }
}

function last(key: string): string {
  return key.slice(key.lastIndexOf("/") + 1);
}
