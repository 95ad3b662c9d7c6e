import { expect, test } from "vitest";
import { barGeometry, domain, lineGeometry, spread, thinned } from "./geometry";

const plain = { width: 320, height: 200, format: (value: number) => String(value) };

test("amounts begin at zero unless told otherwise", () => {
  expect(domain([6, 14], true)).toEqual([0, 14]);
  expect(domain([6, 14], false)).toEqual([6, 14]);
  expect(domain([-3, -1], true)).toEqual([-3, 0]);
});

test("an axis is never empty", () => {
  for (const values of [[], [0], [5], [-2]]) {
    for (const zero of [true, false]) {
      const [from, to] = domain(values, zero);
      expect(to).toBeGreaterThan(from);
    }
  }
});

test("labels that would cover each other move apart and keep their order", () => {
  const placed = spread([50, 52, 51], 15, 0, 200);
  expect(placed[0]).toBeLessThan(placed[2] as number);
  expect(placed[2]).toBeLessThan(placed[1] as number);
  const sorted = [...placed].sort((a, b) => a - b);
  expect(Math.min(...sorted.slice(1).map((value, at) => value - (sorted[at] as number)))).toBeGreaterThanOrEqual(15);
});

test("labels stay inside the plot, even when there are too many for the gap", () => {
  const placed = spread(Array.from({ length: 30 }, () => 195), 15, 0, 200);
  expect(Math.min(...placed)).toBeGreaterThanOrEqual(-0.001);
  expect(Math.max(...placed)).toBeLessThanOrEqual(200);
});

test("tick labels thin out before they touch", () => {
  const ticks = Array.from({ length: 12 }, (_, at) => ({ x: at * 20, text: "March" }));
  const kept = thinned(ticks, 6.7);
  expect(kept[0]).toBe(ticks[0]);
  expect(kept.length).toBeLessThan(12);
  expect(thinned(ticks.map((tick) => ({ ...tick, x: tick.x * 10 })), 6.7)).toHaveLength(12);
});

test("a line's marks and labels lie inside the picture at any width", () => {
  for (const width of [180, 320, 900]) {
    const out = lineGeometry({ ...plain, width, series: [{ id: "a", label: "Code 4, other", points: [[0, 4], [8, 19]], accent: true }, { id: "b", label: "Named codes", points: [[0, 5], [8, 6]] }], target: { value: 8, label: "Target 8" } });
    for (const one of out.lines) {
      expect(one.end?.x).toBeLessThanOrEqual(width);
      expect(one.labelY).toBeLessThanOrEqual(200);
    }
    expect(out.right).toBeGreaterThan(out.left);
    expect(out.target?.y).toBeGreaterThan(0);
  }
});

test("a line without points draws nothing and breaks nothing", () => {
  const out = lineGeometry({ ...plain, series: [{ id: "a", label: "Nothing yet", points: [] }] });
  expect(out.lines[0]?.path).toBe("");
  expect(out.lines[0]?.end).toBeNull();
});

test("bars grow from a common zero, to both sides", () => {
  const out = barGeometry({ width: 300, bars: [{ id: "a", label: "A", values: [{ label: "", value: 10 }] }, { id: "b", label: "B", values: [{ label: "", value: -5 }] }], format: String });
  const [up, down] = out.rows.map((row) => row.bars[0]);
  expect(up?.x).toBe(out.base);
  expect((down?.x ?? 0) + (down?.width ?? 0)).toBeCloseTo(out.base, 0);
  expect(up?.width).toBeCloseTo((down?.width ?? 0) * 2, 0);
});

test("a group of labels stays centred on where its members wanted to be", () => {
  const placed = spread([100, 101, 99], 15, 0, 200);
  expect(placed.reduce((sum, value) => sum + value, 0) / 3).toBeCloseTo(100, 5);
  expect(spread([20, 60, 140], 15, 0, 200)).toEqual([20, 60, 140]);
});

test("the black line is zero when the picture holds it", () => {
  const of = (points: (readonly [number, number])[], zero = true) => lineGeometry({ ...plain, zero, series: [{ id: "a", label: "a", points }] });
  const both = of([[0, -30], [1, 30]]);
  expect(both.base).toBeGreaterThan(both.top);
  expect(both.base).toBeLessThan(both.bottom);
  const high = of([[0, 60], [1, 90]], false);
  expect(high.base).toBe(high.bottom);
});

test("a target's words make way for the line that would run through them", () => {
  const target = { value: 9, label: "Target 9" };
  const free = lineGeometry({ ...plain, series: [{ id: "a", label: "A", points: [[0, 3], [10, 2]] }], target }).target;
  expect(free?.labelX).toBe(2);
  expect(free?.labelY).toBeLessThan(free?.y ?? 0);
  const along = lineGeometry({ ...plain, series: [{ id: "a", label: "A", points: [[0, 9.6], [4, 9.5], [5, 4], [10, 3]] }], target }).target;
  expect([along?.labelX, along?.labelY]).not.toEqual([free?.labelX, free?.labelY]);
  const wild = Array.from({ length: 30 }, (_, at): [number, number] => [at, at < 15 ? 9 + (at % 2 ? 1.5 : -1.5) : 3]);
  expect(lineGeometry({ ...plain, series: [{ id: "a", label: "A", points: wild }], target }).target?.labelX).toBeGreaterThan(100);
});
