/**
 * The one budget of a team: what its plan and its metrics cost together, with what events did to the budget and to what
 * items cost.
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
  /** What events did to the budget, and to the cost of what is planned. */
  changed: number;
}

/** What an item costs this team after what happened; never less than nothing. */
export const costOf = (team: string, item: string) => (see: See): number => {
  const shown = see.get(`item/${item}`);
  const more = see.keys(`inject/${team}`).reduce((sum, key) => sum + (see.get(key as `inject/${string}`)?.costs[item] ?? 0), 0);
  return Math.max(0, (shown?.cost ?? 0) + more);
};

export const funds = (team: string) => (see: See): Funds => {
  let plan = 0;
  let listed = 0;
  let training = 0;
  for (const key of see.keys(`plan/${team}`)) {
    const item = see.get(`item/${lastOf(key)}`);
    const cost = costOf(team, lastOf(key))(see);
    plan += cost;
    listed += item?.cost ?? 0;
    if (item?.kind === "learning") training += cost;
  }
  let metrics = 0;
  for (const key of see.keys(`metric/${team}`)) {
    const instrument = see.get(`instrument/${lastOf(key)}`);
    const metric = see.get(key as `metric/${string}`);
    if (instrument) metrics += instrument.cost + (metric?.plan_baseline ? instrument.baseline_cost : 0);
  }
  const moved = see.keys(`inject/${team}`).reduce((sum, key) => sum + (see.get(key as `inject/${string}`)?.budget ?? 0), 0);
  const budget = (see.get("case")?.budget ?? 0) + moved;
  const spent = plan + metrics;
  return { budget, plan, metrics, spent, left: budget - spent, training, changed: moved - (plan - listed) };
};
