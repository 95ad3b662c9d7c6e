/**
 * Where a chart's marks go: pure numbers from data and a width. SVG only draws what this computes.
 *
 * Rules: labels stand at the lines' ends and never cover each other; tick labels thin out before they shrink; an axis of
 * amounts begins at zero unless it is told otherwise.
 */
import { extent } from "d3-array";
import { scaleBand, scaleLinear } from "d3-scale";
import { line } from "d3-shape";

export type Point = readonly [number, number];

export interface Series {
  id: string;
  label: string;
  points: readonly Point[];
  /** The one line in the accent; the others are grey. */
  accent?: boolean;
  /** A team's index: its colour and glyph. Only in the debrief. */
  team?: number;
  dashed?: boolean;
}

export interface XTick { at: number; text: string }

export interface LineInput {
  width: number;
  height: number;
  series: readonly Series[];
  /** From and to; by default what the data has. */
  x?: readonly [number, number];
  y?: readonly [number, number];
  /** Whether amounts begin at zero; true by default. */
  zero?: boolean;
  xTicks?: readonly XTick[];
  target?: { value: number; label: string };
  events?: readonly { at: number; label: string }[];
  format: (value: number) => string;
  /** Pixels for one letter of a label: 12 px text is 6.7, 15 px 8.4. */
  letter?: number;
}

export interface LineOutput {
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** The black line: zero, where it is in the picture, else the bottom. */
  base: number;
  yTicks: readonly { y: number; text: string; isBase: boolean }[];
  xTicks: readonly { x: number; text: string }[];
  lines: readonly { id: string; label: string; path: string; accent: boolean; team: number | null; dashed: boolean; end: { x: number; y: number } | null; labelX: number; labelY: number }[];
  target: { y: number; label: string; labelX: number; labelY: number } | null;
  events: readonly { x: number; label: string; anchor: "start" | "end" }[];
}

const labelGap = 15;
const margin = { top: 18, bottom: 22, left: 6 };

export function lineGeometry(input: LineInput): LineOutput {
  const { series, format, letter = 6.7 } = input;
  const top = margin.top;
  const bottom = Math.max(top + 20, input.height - margin.bottom);
  const domainX = input.x ?? domain(series.flatMap((one) => one.points.map(([x]) => x)), false);
  const values = [...series.flatMap((one) => one.points.map(([, y]) => y)), ...(input.target ? [input.target.value] : [])];
  const y = scaleLinear().domain(input.y ?? domain(values, input.zero ?? true)).range([bottom, top]);
  if (input.y === undefined) y.nice(4);

  const [lowest = 0, highest = 0] = y.domain();
  const base = lowest <= 0 && highest >= 0 ? 0 : lowest;
  const ticks = y.ticks(4).map((value) => ({ y: y(value), text: format(value), isBase: value === base }));
  const gutter = Math.max(...ticks.map((tick) => tick.text.length), 1) * letter + 8;
  // The first tick label is centred under its tick, and must not be cut.
  const left = Math.max(margin.left, ((input.xTicks?.[0]?.text.length ?? 1) * letter) / 2);
  const plain = scaleLinear().domain(domainX).range([left, Math.max(left + 40, input.width - gutter)]);
  const right = Math.max(left + 40, input.width - gutter - labelRoom(series, plain.range()[1] ?? 0, plain, letter));
  const x = scaleLinear().domain(domainX).range([left, right]);

  const draw = line<Point>().x(([at]) => round(x(at))).y(([, value]) => round(y(value)));
  const ends = series.map((one) => {
    const last = one.points.at(-1);
    return last === undefined ? null : { x: round(x(last[0])), y: round(y(last[1])) };
  });
  const labelYs = spread(ends.map((end) => end?.y ?? bottom), labelGap, top, bottom);
  const lines = series.map((one, at) => ({
    id: one.id, label: one.label, path: draw(one.points) ?? "", accent: one.accent ?? false, team: one.team ?? null, dashed: one.dashed ?? false,
    end: ends[at] ?? null, labelX: (ends[at]?.x ?? 0) + (series.length > 2 ? 15 : 9), labelY: round((labelYs[at] ?? 0) + 4),
  }));
  const wantedTicks = input.xTicks ?? x.ticks(6).map((at) => ({ at, text: String(at) }));
  return {
    left, right, top, bottom, lines, base: round(y(base)),
    yTicks: ticks.map((tick) => ({ ...tick, y: round(tick.y) })),
    xTicks: thinned(wantedTicks.map((tick) => ({ x: round(x(tick.at)), text: tick.text })), letter),
    target: input.target ? targetAt(y(input.target.value), input.target.label, { top, bottom, right, letter, lines: series.map((one) => one.points.map(([at, value]) => [x(at), y(value)] as const)) }) : null,
    events: (input.events ?? []).map(({ at, label }) => {
      const eventX = round(x(at));
      return { x: eventX, label, anchor: eventX + label.length * letter > input.width ? "end" as const : "start" as const };
    }),
  };
}

interface Room { top: number; bottom: number; right: number; letter: number; lines: readonly (readonly Point[])[] }

/** A target's words stand over or under their line, as far left as may be where the fewest lines run through. */
function targetAt(y: number, label: string, { top, bottom, right, letter, lines }: Room) {
  const width = label.length * letter * 1.08;
  const rows = [{ labelY: y - 5, fits: y - 5 >= top + 8 }, { labelY: y + 14, fits: y + 14 <= bottom - 3 }].filter((row) => row.fits);
  const places = (rows.length > 0 ? rows : [{ labelY: y + 14 }]).flatMap(({ labelY }) => [0, 1, 2, 3, 4, 5, 6, 7, 8].map((step) => ({ labelX: 2 + Math.max(0, ((right - width - 2) * step) / 8), labelY })));
  const best = places.map((place) => ({ ...place, covered: lines.reduce((sum, line) => sum + through(line, { left: place.labelX - 2, right: place.labelX + width + 2, top: place.labelY - 12, bottom: place.labelY + 4 }), 0) }))
    .reduce((least, place) => (place.covered < least.covered ? place : least));
  return { y: round(y), label, labelX: round(best.labelX), labelY: round(best.labelY) };
}

/** How far a line runs through a box, in steps of a few pixels. */
function through(line: readonly Point[], box: { left: number; right: number; top: number; bottom: number }): number {
  let count = 0;
  for (let at = 1; at < line.length; at++) {
    const [[fromX, fromY] = [0, 0], [toX, toY] = [0, 0]] = [line[at - 1], line[at]];
    if (toX < box.left || fromX > box.right) continue;
    const steps = Math.max(1, Math.ceil(Math.hypot(toX - fromX, toY - fromY) / 3));
    for (let step = 0; step <= steps; step++) {
      const x = fromX + ((toX - fromX) * step) / steps;
      const y = fromY + ((toY - fromY) * step) / steps;
      if (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom) count++;
    }
  }
  return count;
}

/** From the lowest to the highest, with zero in it if amounts are shown; never empty. */
export function domain(values: readonly number[], zero: boolean): [number, number] {
  const [low, high] = extent(values);
  if (low === undefined || high === undefined) return [0, 1];
  const from = zero ? Math.min(0, low) : low;
  const to = zero ? Math.max(0, high) : high;
  return from === to ? [from - (zero && from === 0 ? 0 : 1), to + 1] : [from, to];
}

/** How much room the labels of lines that end near the right edge need. */
function labelRoom(series: readonly Series[], edge: number, x: (value: number) => number, letter: number): number {
  return Math.max(0, ...series.map((one) => {
    const last = one.points.at(-1);
    if (last === undefined) return 0;
    const wants = one.label.length * letter * 1.08 + (series.length > 2 ? 20 : 14);
    return Math.max(0, wants - (edge - x(last[0])));
  }));
}

/**
 * Move values apart until none is nearer than `gap` to the next, within bounds; the order stays, and a group that had to
 * move stays centred on where its members wanted to be.
 */
export function spread(values: readonly number[], gap: number, low: number, high: number): number[] {
  const order = values.map((value, at) => ({ value, at })).sort((a, b) => a.value - b.value || a.at - b.at);
  const room = Math.min(gap, order.length > 1 ? (high - low) / (order.length - 1) : gap);
  // With `room` times its rank taken off each value, "apart" means "not falling": groups that fall are averaged.
  const groups: { sum: number; count: number }[] = [];
  order.forEach((one, rank) => {
    groups.push({ sum: one.value - rank * room, count: 1 });
    for (let last = groups.at(-1), before = groups.at(-2); last && before && before.sum / before.count > last.sum / last.count; last = groups.at(-1), before = groups.at(-2)) {
      groups.splice(-2, 2, { sum: before.sum + last.sum, count: before.count + last.count });
    }
  });
  const most = high - (order.length - 1) * room;
  const out: number[] = [];
  let rank = 0;
  for (const group of groups) {
    const start = Math.min(Math.max(low, most), Math.max(low, group.sum / group.count));
    for (let member = 0; member < group.count; member++, rank++) {
      const one = order[rank];
      if (one) out[one.at] = start + rank * room;
    }
  }
  return out;
}

/** Leave out tick labels that would touch: each second, each third … the first always stays. */
export function thinned<Tick extends { x: number; text: string }>(ticks: readonly Tick[], letter: number): Tick[] {
  for (let each = 1; each <= Math.max(1, ticks.length); each++) {
    const kept = ticks.filter((_, at) => at % each === 0);
    const fits = kept.every((tick, at) => {
      const before = kept[at - 1];
      return before === undefined || tick.x - before.x >= ((tick.text.length + before.text.length) / 2) * letter + 6;
    });
    if (fits) return kept;
  }
  return ticks.slice(0, 1);
}

export interface BarInput {
  width: number;
  bars: readonly { id: string; label: string; values: readonly { label: string; value: number; accent?: boolean; team?: number }[] }[];
  target?: { value: number; label: string };
  max?: number;
  format: (value: number) => string;
  letter?: number;
}

export interface BarOutput {
  height: number;
  base: number;
  rows: readonly { id: string; label: string; labelY: number; bars: readonly { x: number; y: number; width: number; height: number; text: string; textX: number; textY: number; anchor: "start" | "end"; accent: boolean; team: number | null; name: string }[] }[];
  target: { x: number; label: string; anchor: "start" | "end" } | null;
}

const barHeight = 14;
const barGap = 3;
const rowHead = 18;
const rowGap = 10;

/** Horizontal bars, each row under its own label, so that long labels have room at any width. */
export function barGeometry(input: BarInput): BarOutput {
  const { bars, format, letter = 6.7 } = input;
  const values = bars.flatMap((row) => row.values.map((one) => one.value));
  const hasNames = bars.some((row) => row.values.length > 1);
  const words = (one: { label: string; value: number }) => (hasNames ? `${format(one.value)} ${one.label}` : format(one.value));
  const widest = Math.max(0, ...bars.flatMap((row) => row.values.map((one) => words(one).length * letter)));
  const [from, to] = domain([...values, ...(input.max === undefined ? [] : [input.max]), ...(input.target ? [input.target.value] : [])], true);
  const leftRoom = from < 0 ? widest + 6 : 0;
  const x = scaleLinear().domain([from, to]).range([leftRoom, Math.max(leftRoom + 40, input.width - widest - 8)]);
  const base = round(x(0));
  const heights = bars.map((row) => rowHead + row.values.length * (barHeight + barGap) + rowGap);
  const inset = input.target ? 18 : 0;
  const rows = bars.map((row, at) => {
    const y = inset + heights.slice(0, at).reduce((sum, one) => sum + one, 0);
    const inner = scaleBand<number>().domain(row.values.map((_, index) => index)).range([y + rowHead, y + rowHead + row.values.length * (barHeight + barGap)]).paddingInner(barGap / (barHeight + barGap));
    return {
      id: row.id, label: row.label, labelY: round(y + 13),
      bars: row.values.map((one, index) => {
        const end = round(x(one.value));
        const isLeft = one.value < 0;
        return {
          x: Math.min(base, end), y: round(inner(index) ?? y), width: Math.max(1, Math.abs(end - base)), height: barHeight,
          text: words(one), textX: isLeft ? end - 5 : end + 5, textY: round((inner(index) ?? y) + barHeight - 3), anchor: isLeft ? "end" as const : "start" as const,
          accent: one.accent ?? false, team: one.team ?? null, name: one.label,
        };
      }),
    };
  });
  const targetX = input.target ? round(x(input.target.value)) : 0;
  return {
    base, rows, height: inset + heights.reduce((sum, one) => sum + one, 0),
    target: input.target ? { x: targetX, label: input.target.label, anchor: targetX + input.target.label.length * letter > input.width ? "end" : "start" } : null,
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
