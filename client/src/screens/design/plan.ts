/**
 * A plan as one reads it: which style an intervention has, from when to when its bar goes, and the lanes of the board.
 *
 * Figures over `plan/<team>/…`, `item/…`, `claim/<team>/…`, links and the bet. Nothing here decides what is allowed.
 */
import { lastOf, type See } from "../../records";
import type { Claim, InterventionKind, ItemShown, PlanItem } from "../../wire/types.gen";
import { monthOf, monthStart, weeksOfYear } from "./calendar";
import { costOf } from "./funds";

export type Style = "training" | "support" | "organisation";
export const styles: readonly Style[] = ["training", "support", "organisation"];

export function styleOf(kind: InterventionKind): Style {
  if (kind === "learning") return "training";
  return kind === "job_aid" || kind === "feedback" ? "support" : "organisation";
}

/** An intervention of the catalogue, and how it stands in the plan. */
export interface Entry extends ItemShown { item: string; style: Style; planned: PlanItem | undefined }

export interface Span {
  /** Weeks: the start, when it goes live, and where its bar ends (the year's end at most). */
  start: number;
  live: number;
  end: number;
  fromMonth: number;
  toMonth: number;
  /** The month in which it goes live, or null when the year ends before. */
  liveMonth: number | null;
}

/** A course ends with its last group; everything else stays until the year's end. */
export function spanOf(item: Pick<ItemShown, "kind" | "lead" | "rollout">, start: number): Span {
  const live = start + item.lead;
  const end = Math.min(weeksOfYear, item.kind === "learning" ? Math.max(live + item.rollout, start + 1) : weeksOfYear);
  return { start, live, end, fromMonth: monthOf(start), toMonth: monthOf(Math.max(start, end - 1)), liveMonth: live < weeksOfYear ? monthOf(live) : null };
}

/** The catalogue in its order, by style. */
export function catalogue(team: string) {
  return (see: See): Entry[] => see.keys("item").flatMap((key) => {
    const shown = see.get(key as `item/${string}`);
    const item = lastOf(key);
    return shown ? [{ ...shown, cost: costOf(team, item)(see), item, style: styleOf(shown.kind), planned: see.get(`plan/${team}/${item}`) }] : [];
  }).sort((a, b) => styles.indexOf(a.style) - styles.indexOf(b.style));
}

export interface Cause { claim: string; text: string; box: Claim["box"]; cause: string | null; points: number; support: number }

/** The team's claims with what they rest on; what the team bet most on comes first. */
export function causes(team: string) {
  return (see: See): Cause[] => {
    const points = see.get(`spread/${team}`)?.points ?? {};
    const support = new Map<string, number>();
    for (const key of see.keys(`link/${team}`)) {
      const link = see.get(key as `link/${string}`);
      if (link?.stance === "supports") support.set(link.claim, (support.get(link.claim) ?? 0) + 1);
    }
    const made = new Map<string, number>();
    const all = see.keys(`claim/${team}`).flatMap((key) => {
      const claim = see.get(key as `claim/${string}`);
      if (claim === undefined) return [];
      const id = lastOf(key);
      made.set(id, claim.made_due);
      return [{ claim: id, text: claim.text, box: claim.box, cause: claim.cause, points: Math.round(claim.cause === null ? 0 : (points[claim.cause] ?? 0)), support: support.get(id) ?? 0 }];
    });
    return all.sort((a, b) => b.points - a.points || b.support - a.support || (made.get(a.claim) ?? 0) - (made.get(b.claim) ?? 0));
  };
}

/** A row of the board: a cause with what is planned for it; the last row holds what is for none. */
export interface Lane { cause: Cause | null; entries: readonly Planned[] }
export interface Planned extends Entry { planned: PlanItem; span: Span }

export function planned(team: string) {
  return (see: See): Planned[] => catalogue(team)(see)
    .flatMap((entry) => (entry.planned ? [{ ...entry, planned: entry.planned, span: spanOf(entry, entry.planned.start) }] : []))
    .sort((a, b) => a.span.start - b.span.start || a.label.localeCompare(b.label));
}

export function lanes(team: string) {
  return (see: See): Lane[] => {
    const known = causes(team)(see);
    const ids = new Set(known.map((cause) => cause.claim));
    const all = planned(team)(see);
    return [
      ...known.map((cause) => ({ cause, entries: all.filter((entry) => entry.planned.claims.includes(cause.claim)) })),
      { cause: null, entries: all.filter((entry) => !entry.planned.claims.some((claim) => ids.has(claim))) },
    ];
  };
}

/** How many causes have something planned, and how many have more than one kind of help. */
export function treated(rows: readonly Lane[]): { treated: number; of: number; mixed: number } {
  const withCause = rows.filter((lane) => lane.cause !== null);
  return {
    treated: withCause.filter((lane) => lane.entries.length > 0).length,
    of: withCause.length,
    mixed: withCause.filter((lane) => new Set(lane.entries.map((entry) => entry.style)).size > 1).length,
  };
}

/** The claims after a bar moved from one row to another: it loses the cause of the row that it left. */
export function relinked(claims: readonly string[], from: string | null, to: string | null): string[] {
  const kept = claims.filter((claim) => claim !== from && claim !== to);
  return to === null ? kept : [...kept, to];
}

/** The first week in which something may start now: the year's first, or during the run the week that comes next. */
export function earliest(see: See): number {
  return see.get("phase")?.phase === "run" ? (see.get("run")?.week ?? 0) : 0;
}

/** Where something new starts unless told otherwise. */
export function firstStart(from: number): number {
  const start = Array.from({ length: 12 }, (_, index) => monthStart(index + 1)).find((week) => week >= from);
  return start ?? from;
}
