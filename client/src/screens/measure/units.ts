/** What a unit means for a figure: what it can be, and how it is written. */
import { format, text } from "../../text";

/** The least and the most that a figure of this unit can be: a share ends at 100, "out of 5" at 5, nothing falls below 0. */
export function rangeOf(unit: string): { least: number; most: number } {
  if (unit.startsWith("%")) return { least: 0, most: 100 };
  // As a case says it in its language: out of 5, von 5, sur 5.
  const most = /^(?:out of|von|sur|sobre|su|van|av) (\d+)/.exec(unit)?.[1];
  return { least: 0, most: most === undefined ? Number.POSITIVE_INFINITY : Number(most) };
}

export function isPossible(value: number, unit: string): boolean {
  const { least, most } = rangeOf(unit);
  return value >= least && value <= most;
}

/**
 * How far two readings are apart. Two percentages differ by percentage points: eight per cent of fourteen is one, and
 * from fourteen to six is eight of them.
 */
export function difference(value: number, unit: string, { digits = 1, signed = false } = {}): string {
  const amount = (signed ? format.signed : format.number)(value, digits);
  return unit.startsWith("%") ? text.work.points(amount, Math.abs(value) === 1) : amount;
}

/** A reading with the short part of its unit: `14 %` for "% of claims", `3.2` for "out of 5" and words. */
export function reading(value: number, unit: string): string {
  return unit.startsWith("%") ? format.percent(value, 1) : format.number(value, Math.abs(value) < 20 ? 2 : 1);
}
