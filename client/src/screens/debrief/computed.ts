/**
 * How a team's claimed return comes about, step by step, from the records that are its own: series, methods, ledger.
 *
 * Rules (the server reckons by the same ones; see `docs/model.md`):
 * - Before are the 13 weeks before the approval, late the last 13 of the year; a mean is over the readings that there are.
 * - Of several metrics of one figure, the strongest method that worked counts: the group that waits, the old line, before
 *   and after, the estimate.
 * - A group that waited keeps three tenths of the effect away from the company.
 * - What a point is worth to finance is known from the debrief on. Until then there is the value that the team itself
 *   stated, if it did; the two are never mixed.
 *
 * Pure.
 */
import { lastOf, type See } from "../../records";
import type { InstrumentShown, KpiShown, Metric, SeriesShown } from "../../wire/types.gen";
import { costOf } from "../design/funds";
import type { Isolation } from "../measure/chain";

type Points = readonly (readonly [week: number, value: number])[];

const quarter = 13;
const year = 52;
const leastHistory = 8;
/** The share of the company that the estimate holds for, where a group waited (the model's assumption). */
export const keptShare = 0.7;
const strength: readonly Isolation[] = ["did", "trend", "pre_post", "expert", "none"];

export interface Mean { value: number; count: number }
export type Missing = "unmeasured" | "no.method" | "no.reading" | "no.baseline" | "no.history" | "no.control";

export interface Estimate {
  before: Mean | null;
  late: Mean | null;
  /** The old line, carried to the middle of the late weeks. */
  line: Mean | null;
  controlBefore: Mean | null;
  controlLate: Mean | null;
  /** What the method makes of it, where the plan ran. */
  effect: number | null;
  missing: Missing | null;
}

export function meanOf(points: Points, from: number, before: number): Mean | null {
  const values = points.filter(([week]) => week >= from && week < before).map(([, value]) => value);
  return values.length === 0 ? null : { value: values.reduce((sum, value) => sum + value, 0) / values.length, count: values.length };
}

/** The line of least squares through the history, at the middle of the late weeks; null where it is too short. */
export function carried(points: Points): Mean | null {
  const history = points.filter(([week]) => week < 0);
  const late = points.filter(([week]) => week >= year - quarter);
  if (history.length < leastHistory || late.length === 0) return null;
  const middle = history.reduce((sum, [week]) => sum + week, 0) / history.length;
  const level = history.reduce((sum, [, value]) => sum + value, 0) / history.length;
  const width = history.reduce((sum, [week]) => sum + (week - middle) ** 2, 0);
  const slope = width === 0 ? 0 : history.reduce((sum, [week, value]) => sum + (week - middle) * (value - level), 0) / width;
  const at = late.reduce((sum, [week]) => sum + week, 0) / late.length;
  return { value: level + slope * (at - middle), count: history.length };
}

/** What a method makes of a metric's readings, and what it lacks. */
export function estimated(isolation: Isolation, series: SeriesShown | undefined): Estimate {
  const points = series?.points ?? [];
  const control = series?.control ?? [];
  const before = meanOf(points, -quarter, 0);
  const late = meanOf(points, year - quarter, year);
  const line = isolation === "trend" ? carried(points) : null;
  const controlBefore = isolation === "did" ? meanOf(control, -quarter, 0) : null;
  const controlLate = isolation === "did" ? meanOf(control, year - quarter, year) : null;
  const so = (effect: number | null, missing: Missing | null): Estimate => ({ before, late, line, controlBefore, controlLate, effect, missing });
  if (isolation === "none") return so(null, "no.method");
  if (isolation === "expert") return so(null, null);
  if (late === null) return so(null, "no.reading");
  if (before === null) return so(null, "no.baseline");
  if (isolation === "pre_post") return so(late.value - before.value, null);
  if (isolation === "trend") return line === null ? so(null, "no.history") : so(late.value - line.value, null);
  if (controlBefore === null || controlLate === null) return so(null, "no.control");
  return so(late.value - before.value - (controlLate.value - controlBefore.value), null);
}

export interface Worth { perPoint: number | null; from: "truth" | "own" | "untold" }

export interface KpiSteps extends Estimate {
  kpi: string;
  label: string;
  unit: string;
  instrument: string | null;
  isolation: Isolation | null;
  kept: number;
  /** The estimate for the company. */
  estimate: number | null;
  worth: Worth;
  /** By `worth`, over 52 weeks; towards the good side is a gain. */
  benefit: number | null;
}

export interface CostPart { id: string; kind: "item" | "metric" | "baseline" | "other"; label: string; cost: number }

export interface Computed {
  month: number;
  isOwn: boolean;
  kpis: readonly KpiSteps[];
  costs: readonly CostPart[];
  cost: number | null;
  benefit: number | null;
  roi: number | null;
}

export const computed = (team: string, own: string | null) => (see: See): Computed => {
  const ledger = see.get(`ledger/${team}`);
  return {
    month: ledger?.month ?? 0,
    isOwn: team === own,
    kpis: (see.get("brief")?.kpis ?? []).map((kpi) => steps(team, kpi)(see)),
    costs: costs(team, ledger?.cost ?? null)(see),
    cost: ledger?.cost ?? null,
    benefit: ledger?.benefit ?? null,
    roi: ledger?.roi_percent ?? null,
  };
};

interface Read { instrument: string; shown: InstrumentShown; metric: Metric; estimate: Estimate }

const steps = (team: string, kpi: KpiShown) => (see: See): KpiSteps => {
  const reads = see.keys(`metric/${team}`).flatMap((key): Read[] => {
    const instrument = lastOf(key);
    const shown = see.get(`instrument/${instrument}`);
    const metric = see.get(key as `metric/${string}`);
    if (shown === undefined || metric === undefined || shown.kpi !== kpi.kpi) return [];
    return [{ instrument, shown, metric, estimate: estimated(metric.isolation, see.get(`series/${team}/${instrument}`)) }];
  }).sort((a, b) => strength.indexOf(a.metric.isolation) - strength.indexOf(b.metric.isolation) || (a.instrument < b.instrument ? -1 : 1));
  const counts = reads.find(({ estimate }) => estimate.missing === null) ?? reads[0];
  const worth = worthOf(team, kpi)(see);
  const base = { kpi: kpi.kpi, label: kpi.label, unit: kpi.unit, worth };
  if (counts === undefined) return { ...base, before: null, late: null, line: null, controlBefore: null, controlLate: null, effect: null, missing: "unmeasured", instrument: null, isolation: null, kept: 1, estimate: null, benefit: null };
  const kept = counts.metric.isolation === "did" ? keptShare : 1;
  const { effect } = counts.estimate;
  const estimate = effect === null ? null : effect * kept;
  const gain = estimate === null ? null : estimate * (kpi.good === "up" ? 1 : -1);
  const benefit = gain === null || worth.perPoint === null ? null : gain * worth.perPoint * year;
  return { ...base, ...counts.estimate, instrument: counts.shown.label, isolation: counts.metric.isolation, kept, estimate, benefit };
};

/** What a point of a figure is worth for a week: finance's own from the debrief on, until then the team's, if it said one. */
export const worthOf = (team: string, kpi: Pick<KpiShown, "kpi">) => (see: See): Worth => {
  const truth = see.get("reveal/case")?.truth;
  if (truth !== undefined) {
    const gap = Math.abs(truth.attainable - truth.baseline);
    return truth.kpi === kpi.kpi && gap > 0 ? { perPoint: truth.value_per_week / gap, from: "truth" } : { perPoint: null, from: "untold" };
  }
  const stated = see.get(`gap/${team}`);
  const width = stated === undefined || stated.actual === null || stated.desired === null ? 0 : Math.abs(stated.actual - stated.desired);
  return stated !== undefined && stated.kpi === kpi.kpi && stated.value_per_week !== null && width > 0 ? { perPoint: stated.value_per_week / width, from: "own" } : { perPoint: null, from: "untold" };
};

const costs = (team: string, whole: number | null) => (see: See): CostPart[] => {
  const items = see.keys(`plan/${team}`).map((key): CostPart => {
    const id = lastOf(key);
    return { id: `item.${id}`, kind: "item", label: see.get(`item/${id}`)?.label ?? id, cost: costOf(team, id)(see) };
  });
  const metrics = see.keys(`metric/${team}`).flatMap((key): CostPart[] => {
    const id = lastOf(key);
    const shown = see.get(`instrument/${id}`);
    if (shown === undefined) return [];
    const isBefore = see.get(key as `metric/${string}`)?.plan_baseline === true;
    return [{ id: `metric.${id}`, kind: isBefore ? "baseline" : "metric", label: shown.label, cost: shown.cost + (isBefore ? shown.baseline_cost : 0) }];
  });
  const parts = [...items, ...metrics].sort((a, b) => b.cost - a.cost);
  const rest = whole === null ? 0 : whole - parts.reduce((sum, part) => sum + part.cost, 0);
  // What the parts don't explain is said rather than hidden; under one it is rounding.
  return Math.abs(rest) < 1 ? parts : [...parts, { id: "other", kind: "other", label: "", cost: rest }];
};
