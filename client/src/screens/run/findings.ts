/**
 * What a series says, in words: the title of its chart and the line under it, computed from the readings alone.
 *
 * Rules:
 * - "Now" is the mean of the readings of the last four weeks that have any, so that one lucky week makes no title.
 * - A change counts as one when it is larger than twice its own uncertainty and than a tenth of the way to the target.
 * - Nothing is foretold, with one exception: where the straight line through the last thirteen weeks meets the target within
 *   the thirteen weeks that follow. A line that flattens out meets nothing.
 * - Nothing is known here but what the team measures.
 */
export type Point = readonly [number, number];

export interface Story {
  kind: "none" | "first" | "flat" | "reached" | "better" | "behind" | "worse" | "fading";
  /** The mean of the latest readings, and how many they are. */
  now: number | null;
  readings: number;
  before: number | null;
  /** What a change is counted from: before, or else the first reading. */
  from: number | null;
  best: number | null;
  /** The week in which the straight line meets the target, if it does soon and within the year. */
  meets: number | null;
  /** Whether the straight line goes towards the target, and whether its later half does so too. */
  isOnItsWay: boolean;
  isNearing: boolean;
  /** Now, against the control group's now. */
  over: number | null;
  isOverClear: boolean;
}

export interface Told {
  points: readonly Point[];
  control: readonly Point[];
  baseline: number | null;
  good: "up" | "down";
  target: number | null;
}

const lastWeek = 51;
const recent = 4;
const lineWeeks = 13;

export function storyOf({ points, control, baseline, good, target }: Told): Story {
  const after = points.filter(([week]) => week >= 0);
  const history = points.filter(([week]) => week < 0);
  const before = baseline ?? mean(history.map(([, value]) => value)) ?? null;
  const late = latest(after);
  const now = mean(late) ?? null;
  const none: Story = { kind: "none", now: null, readings: 0, before, from: before, best: null, meets: null, isOnItsWay: false, isNearing: false, over: null, isOverClear: false };
  if (now === null) return none;
  const sign = good === "up" ? 1 : -1;
  const from = before ?? after[0]?.[1] ?? now;
  const doubt = 2 * (scatter(points) ?? 0) * Math.sqrt(1 / Math.max(1, late.length) + 1 / Math.max(1, before === null ? 1 : Math.min(lineWeeks, Math.max(history.length, 4))));
  const least = Math.max(doubt, target === null ? Math.abs(from) * 0.02 : Math.abs(target - from) * 0.1);
  const gain = sign * (now - from);
  const best = bestOf(after, sign);
  const line = straight(after);
  const meets = line === null || target === null || line.slope === 0 || line.isFlattening ? null : line.when(target);
  const lastRead = after.at(-1)?.[0] ?? 0;
  const other = mean(latest(control.filter(([week]) => week >= 0))) ?? null;
  const over = other === null ? null : now - other;
  const isSoon = meets !== null && meets >= lastRead && meets <= Math.min(lastWeek, lastRead + lineWeeks);
  const rest = { now, readings: late.length, before, from, best, meets: isSoon ? meets : null, isOnItsWay: line !== null && sign * line.slope > 0, isNearing: line !== null && sign * line.slope > 0 && !line.isFlattening, over, isOverClear: over !== null && Math.abs(over) > doubt };
  if (target !== null && sign * (now - target) >= 0) return { kind: "reached", ...rest };
  if (before === null && after.length < 2) return { kind: "first", ...rest };
  const peak = best === null ? gain : sign * (best - from);
  // The best of many is best by luck as well: a fall counts only when it is clear and still going on.
  if (peak > least && peak - gain > Math.max(1.5 * doubt, peak * 0.1) && !rest.isOnItsWay) return { kind: "fading", ...rest };
  if (Math.abs(gain) <= least) return { kind: "flat", ...rest };
  if (gain < 0) return { kind: "worse", ...rest };
  const isShort = target !== null && line !== null && rest.meets === null;
  return { kind: isShort ? "behind" : "better", ...rest };
}

/** The values of the last four weeks that have readings. */
function latest(points: readonly Point[]): number[] {
  const last = points.at(-1)?.[0];
  return last === undefined ? [] : points.filter(([week]) => week > last - recent).map(([, value]) => value);
}

/** The best that four weeks of readings ever were. */
function bestOf(points: readonly Point[], sign: number): number | null {
  const means = points.map((_, at) => mean(latest(points.slice(0, at + 1)))).filter((value): value is number => value !== undefined);
  return means.length === 0 ? null : means.reduce((best, value) => (sign * (value - best) > 0 ? value : best));
}

/** How far single readings lie apart by chance, from their steps: a slow change hardly counts in it. */
function scatter(points: readonly Point[]): number | undefined {
  const steps = points.slice(1).map(([, value], at) => (value - (points[at]?.[1] ?? value)) ** 2);
  const square = mean(steps);
  return square === undefined ? undefined : Math.sqrt(square / 2);
}

interface Line { slope: number; isFlattening: boolean; when(value: number): number }

/** The straight line through the readings of the last thirteen weeks, and whether its later half is much less steep. */
function straight(points: readonly Point[]): Line | null {
  const last = points.at(-1)?.[0] ?? 0;
  const line = fitted(points.filter(([at]) => at > last - lineWeeks));
  if (line === null) return null;
  const late = fitted(points.filter(([at]) => at > last - lineWeeks / 2));
  return { ...line, isFlattening: late !== null && Math.sign(line.slope) * late.slope < Math.abs(line.slope) / 2 };
}

function fitted(line: readonly Point[]): Omit<Line, "isFlattening"> | null {
  const x = mean(line.map(([at]) => at));
  const y = mean(line.map(([, value]) => value));
  if (x === undefined || y === undefined || line.length < recent) return null;
  const spread = line.reduce((sum, [at]) => sum + (at - x) ** 2, 0);
  const slope = spread === 0 ? 0 : line.reduce((sum, [at, value]) => sum + (at - x) * (value - y), 0) / spread;
  return { slope, when: (value) => x + (value - y) / slope };
}

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}
