/**
 * The one budget of a team: what its plan and its metrics cost together, as far as the records tell.
 *
 * What an event costs is known to the server alone until it refuses something; its sentence then names what is free.
 */
import { lastOf, type See } from "../../records";

export interface Funds {
  budget: number;
  plan: number;
  metrics: number;
  spent: number;
  left: number;
  /** What of the plan goes into training. */
  training: number;
}

export const funds = (team: string) => (see: See): Funds => {
  let plan = 0;
  let training = 0;
  for (const key of see.keys(`plan/${team}`)) {
    const item = see.get(`item/${lastOf(key)}`);
    plan += item?.cost ?? 0;
    if (item?.kind === "learning") training += item.cost;
  }
  let metrics = 0;
  for (const key of see.keys(`metric/${team}`)) {
    const instrument = see.get(`instrument/${lastOf(key)}`);
    const metric = see.get(key as `metric/${string}`);
    if (instrument) metrics += instrument.cost + (metric?.plan_baseline ? instrument.baseline_cost : 0);
  }
  const budget = see.get("case")?.budget ?? 0;
  const spent = plan + metrics;
  return { budget, plan, metrics, spent, left: budget - spent, training };
};
