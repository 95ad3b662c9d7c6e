import { expect, test } from "vitest";
import { isPossible } from "../measure/units";
import { type Point, storyOf, type Told } from "./findings";
import { lineOf, titleOf } from "./words";

const told = (change: Partial<Told>): Told => ({ points: [], control: [], baseline: null, good: "down", target: null, ...change });
/** Readings from a week on, with a small even wobble. */
const weeks = (from: number, values: readonly number[], wobble = 0.1): Point[] => values.map((value, at) => [from + at, value + (at % 2 === 0 ? wobble : -wobble)]);
const level = (value: number, count: number) => Array.from({ length: count }, () => value);
const slope = (from: number, to: number, count: number) => Array.from({ length: count }, (_, at) => from + ((to - from) * at) / (count - 1));
const about = { label: "Claims reworked", unit: "% of claims", good: "down" as const, target: 8, dueMonth: 12, month: 6, isOver: false };

test("without a reading nothing is said", () => {
  expect(storyOf(told({})).kind).toBe("none");
  expect(storyOf(told({ points: weeks(-8, level(14, 8)) })).kind).toBe("none");
});

test("a line that wobbles about where it was has hardly moved", () => {
  const story = storyOf(told({ points: [...weeks(-26, level(14, 26), 0.8), ...weeks(0, level(13.9, 20), 0.8)], target: 8 }));
  expect(story.kind).toBe("flat");
  expect(titleOf(story, about)).toContain("hardly moved");
});

test("the way to the target is told with the month in which the line meets it", () => {
  const story = storyOf(told({ points: [...weeks(-26, level(14, 26)), ...weeks(0, slope(14, 10, 26))], target: 8 }));
  expect(story.kind).toBe("better");
  expect(story.meets).toBeGreaterThan(30);
  expect(lineOf(story, about).words).toMatch(/would meet 8.% in month.(9|10)/);
});

test("a curve that flattens out is not carried on, and nothing is carried on far", () => {
  const bent = [...weeks(-26, level(14, 26)), ...weeks(0, [...slope(14, 10, 20), ...level(9.9, 6)])];
  expect(storyOf(told({ points: bent, target: 8 })).meets).toBeNull();
  const early = [...weeks(-26, level(14, 26)), ...weeks(0, slope(14, 13, 13))];
  expect(storyOf(told({ points: early, target: 10 })).meets).toBeNull();
  expect(lineOf(storyOf(told({ points: early, target: 10 })), { ...about, target: 10 }).words).toContain("moving towards the target");
});

test("what jumped and now falls does not move towards its target", () => {
  const story = storyOf(told({ good: "up", points: weeks(0, [...level(44, 8), ...slope(83, 79, 7)]), target: 90 }));
  expect([story.isOnItsWay, story.isNearing]).toEqual([true, false]);
  expect(lineOf(story, { ...about, good: "up", target: 90 }).words).toContain("The target is 90");
});

test("no sentence names more than the unit can hold", () => {
  const story = storyOf(told({ good: "up", points: weeks(0, slope(60, 95, 13)), target: 104 }));
  expect(lineOf(story, { ...about, good: "up", target: 104 }).words).toContain("can never be 104");
  expect([isPossible(104, "% right"), isPossible(5.2, "out of 5"), isPossible(5.2, "von 5"), isPossible(104, "claims a month"), isPossible(-1, "working days")]).toEqual([false, false, false, true, false]);
});

test("the sentence says what its figure is", () => {
  const of = (points: Point[]) => lineOf(storyOf(told({ points, target: 4, baseline: 14 })), { ...about, target: 4 }).words;
  expect(of(weeks(0, slope(14, 12, 12)))).toMatch(/^Last four weeks: 12/);
  expect(of([[4, 14], [9, 13], [14, 12]])).toMatch(/^Latest reading: 12/);
});

test("a line that goes the right way too slowly is short of the target", () => {
  const story = storyOf(told({ points: [...weeks(-26, level(14, 26)), ...weeks(0, slope(14, 12.5, 26))], target: 6 }));
  expect(story.kind).toBe("behind");
  expect(titleOf(story, { ...about, target: 6 })).toContain("short of the target");
});

test("going the wrong way is said plainly", () => {
  const story = storyOf(told({ points: [...weeks(-26, level(14, 26)), ...weeks(0, slope(14, 17, 26))], target: 8 }));
  expect(story.kind).toBe("worse");
  expect(lineOf(story, about)).toMatchObject({ tone: "cri" });
});

test("what was learned and is fading says both figures", () => {
  const story = storyOf(told({ good: "up", baseline: 44, points: weeks(8, [...level(85, 6), ...slope(85, 70, 16)]), target: 90 }));
  expect(story.kind).toBe("fading");
  expect(titleOf(story, { ...about, label: "Test", good: "up", target: 90 })).toMatch(/Test: 8\d.* at best, 7\d/);
});

test("a target is reached when the latest readings are at it, whichever way is good", () => {
  expect(storyOf(told({ good: "up", points: weeks(0, level(91, 10)), target: 90 })).kind).toBe("reached");
  expect(storyOf(told({ good: "down", points: weeks(0, level(91, 10)), target: 90 })).kind).not.toBe("reached");
});

test("a control group is what counts when there is one", () => {
  const story = storyOf(told({ good: "up", baseline: 61, points: weeks(-4, [61, 61, 61, 61, ...slope(61, 88, 20)]), control: weeks(-4, level(62, 24)), target: 90 }));
  expect(story.isOverClear).toBe(true);
  expect(lineOf(story, { ...about, good: "up", target: 90 })).toMatchObject({ tone: "pos" });
  expect(lineOf(story, { ...about, good: "up", target: 90 }).words).toMatch(/, \+2\d.* points against the control group/);
});

test("one lucky week makes no title", () => {
  const points = [...weeks(-26, level(14, 26), 0.9), ...weeks(0, level(14, 12), 0.9), [12, 9] as const];
  expect(["flat", "worse"]).toContain(storyOf(told({ points, target: 4 })).kind);
});
