/** The year so far as figures: what is measured and what is not, the months' track, and whether the plan may change. */
import type { See } from "../../records";
import type { Ledger, Metric, Run, SeriesShown } from "../../wire/types.gen";
import { monthOf } from "../design/calendar";
import { isWaiting, openFrom } from "../events/events";
import { instruments, levels, type Link } from "../measure/chain";

export interface Measured extends Link { metric: Metric; series: SeriesShown | undefined }
export type Unmeasured = Link & { metric: undefined };
export interface Sight {
  /** Charts in the order of the levels: what is measured, and some of what is not, at the same size. */
  charts: readonly (Measured | Unmeasured)[];
  /** What is left of what is not measured. */
  out: readonly Link[];
  chosen: number;
  of: number;
}

const columns = 3;

/** At least one empty chart is drawn when something was not chosen: a row is filled up with them, or one more begun. */
export const sight = (team: string) => (see: See): Sight => {
  const all = [...instruments(team)(see)].sort((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level));
  const unseen = all.filter(({ metric }) => metric === undefined);
  const chosen = all.length - unseen.length;
  const inGrid = new Set(unseen.slice(0, columns - (chosen % columns)).map(({ instrument }) => instrument));
  return {
    charts: all.flatMap((link): (Measured | Unmeasured)[] => {
      if (link.metric !== undefined) return [{ ...link, metric: link.metric, series: see.get(`series/${team}/${link.instrument}`) }];
      return inGrid.has(link.instrument) ? [{ ...link, metric: undefined }] : [];
    }),
    out: unseen.filter(({ instrument }) => !inGrid.has(instrument)),
    chosen,
    of: all.length,
  };
};

export interface Mark { month: number; what: "event" | "decision" | "plan"; text: string }

/** What stands under the months: events of the year, what waits for a decision, the change of plan. */
export const marks = (team: string) => (see: See): Mark[] => {
  const run = see.get("run");
  if (run === undefined) return [];
  const after = (week: number) => Math.max(1, monthOf(week) - 1);
  const events = see.keys(`inject/${team}`).flatMap((key): Mark[] => {
    const event = see.get(key as `inject/${string}`);
    if (event === undefined || event.week <= 0) return [];
    return [{ month: after(event.week), what: isWaiting(event, openFrom(see)) ? "decision" : "event", text: event.title }];
  });
  const midcourse = see.get(`midcourse/${team}`);
  const plan: Mark[] = midcourse ? [{ month: monthAfter(run, midcourse.step), what: "plan", text: "" }] : [];
  return [...events, ...plan].sort((a, b) => a.month - b.month);
};

export function monthAfter(run: Pick<Run, "steps">, step: number): number {
  return run.steps === 0 ? 0 : Math.floor((step * 12) / run.steps);
}

/** Whether the plan may change now, and why not. */
export type Change = "now" | "begun" | "used" | "early" | "playing" | "over";
export const change = (team: string) => (see: See): Change => {
  const run = see.get("run");
  const used = see.get(`midcourse/${team}`);
  if (run === undefined) return "early";
  if (used !== undefined && used.step !== run.step) return "used";
  if (run.step >= run.steps) return "over";
  if (run.wanted > run.step) return run.step === 0 ? "early" : "playing";
  if (run.step === 0) return "early";
  return used === undefined ? "now" : "begun";
};

export const ledger = (team: string) => (see: See): Ledger | undefined => see.get(`ledger/${team}`);

/** The months of the step that is being computed, or null. */
export function playing(run: Run): { from: number; to: number } | null {
  return run.wanted > run.step ? { from: monthAfter(run, run.step) + 1, to: monthAfter(run, run.wanted) } : null;
}

