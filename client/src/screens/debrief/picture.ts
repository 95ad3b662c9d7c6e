/**
 * The debrief's figures: every team's year on one scale, causes with what each team made of them, claimed beside true.
 *
 * Pure. Everything comes from records that everybody may see once the debrief has begun.
 */
import { type See, type TeamRow, teams } from "../../records";
import type { RevealedCause, RevealedTeam, Score } from "../../wire/types.gen";

export type Points = readonly (readonly [week: number, value: number])[];

export interface Column { team: TeamRow; mine: boolean; part: RevealedTeam; score: Score | undefined }

/** The teams that have something to show, one's own first. */
export const columns = (mine: string | null) => (see: See): Column[] => teams(see).flatMap((team): Column[] => {
  const part = see.get(`revealed/${team.team}`);
  return part === undefined ? [] : [{ team, mine: team.team === mine, part, score: see.get(`score/${team.team}`) }];
}).sort((a, b) => Number(b.mine) - Number(a.mine));

/** The last week that has been played when a month is over; month 0 is the day of the approval. */
export function weekOfMonth(month: number): number {
  return Math.floor((month * 13) / 3) - 1;
}

/** The month, 0 to 12, that a week has reached. */
export function monthOfWeek(week: number): number {
  for (let month = 12; month > 0; month--) if (weekOfMonth(month) <= week) return month;
  return 0;
}

export function until(line: Points, week: number): Points {
  return line.filter(([at]) => at <= week);
}

/** The value that a line has reached at a week. */
export function valueAt(line: Points, week: number): number | null {
  return until(line, week).at(-1)?.[1] ?? null;
}

export interface Scale { low: number; high: number; first: number; last: number }

/** One scale for all: every line, the baseline and what is attainable, with a little air. */
export function scaleOf(lines: readonly Points[], levels: readonly number[]): Scale {
  const values = [...lines.flatMap((line) => line.map(([, value]) => value)), ...levels];
  const weeks = lines.flatMap((line) => line.map(([week]) => week));
  const low = Math.min(...values);
  const high = Math.max(...values);
  const air = (high - low || 1) * 0.06;
  return { low: low - air, high: high + air, first: Math.min(0, ...weeks), last: Math.max(51, ...weeks) };
}

export function place(scale: Scale, width: number, height: number) {
  return {
    x: (week: number) => ((week - scale.first) / (scale.last - scale.first || 1)) * width,
    y: (value: number) => height - ((value - scale.low) / (scale.high - scale.low || 1)) * height,
  };
}

/** An SVG path through the points. */
export function pathOf(line: Points, at: ReturnType<typeof place>): string {
  return line.map(([week, value], index) => `${index === 0 ? "M" : "L"}${at.x(week).toFixed(1)} ${at.y(value).toFixed(1)}`).join("");
}

export function isReached(value: number, attainable: number, good: "up" | "down"): boolean {
  return good === "down" ? value <= attainable : value >= attainable;
}

/** True causes by their share, then what only looked like one. */
export function inOrder(causes: readonly RevealedCause[]): { real: RevealedCause[]; decoys: RevealedCause[] } {
  return {
    real: causes.filter((cause) => !cause.decoy).sort((a, b) => b.share - a.share),
    decoys: causes.filter((cause) => cause.decoy),
  };
}

/** A KPI's value with its unit: what stands after `% of …` is for the caption. */
export function unitOf(unit: string): { short: string; full: string } {
  return unit.startsWith("%") ? { short: "%", full: unit } : { short: unit.length <= 4 ? unit : "", full: unit };
}
