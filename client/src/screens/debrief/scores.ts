/**
 * The score as figures: points by group, the machine's and people's apart, and what a reason names in words.
 *
 * Pure. The two kinds of points are never added: what has no ratings has no points, and is not nought.
 */
import { lastOf, type See } from "../../records";
import type { Score, ScoreReason, ScoreRow } from "../../wire/types.gen";

export type Group = ScoreRow["group"];
export const groups: readonly Group[] = ["cause", "solution", "metrics", "together"];

export interface Points { points: number | null; of: number }
export interface GroupPoints { group: Group; rows: readonly ScoreRow[]; machine: Points; human: Points }

export function byGroup(score: Pick<Score, "rows">): GroupPoints[] {
  return groups.map((group) => {
    const rows = score.rows.filter((row) => row.group === group);
    return { group, rows, machine: sum(rows, "machine"), human: sum(rows, "human") };
  });
}

/** The points of those rows that one kind of judge has: nothing while any of them has none. */
export function sum(rows: readonly ScoreRow[], by: ScoreRow["by"]): Points {
  const theirs = rows.filter((row) => row.by === by);
  const isKnown = theirs.length > 0 && theirs.every((row) => row.points !== null);
  return { points: isKnown ? theirs.reduce((all, row) => all + (row.points ?? 0), 0) : null, of: theirs.reduce((all, row) => all + row.weight, 0) };
}

/** The step of the anchors that a level stands on; a mean of ratings between two steps stands on neither. */
export function anchorOf(level: number | null): number | null {
  return level !== null && Number.isInteger(level) ? level : null;
}

export interface Named { key: string; kind: "claim" | "evidence" | "cause" | "plan" | "metric"; text: string }

/** What a reason names, in words; what we may not read (another team's causes in their words) is left out. */
export const named = (reason: Pick<ScoreReason, "refs">) => (see: See): Named[] => reason.refs.flatMap((key): Named[] => {
  const kind = key.slice(0, key.indexOf("/"));
  const id = lastOf(key);
  switch (kind) {
    case "evidence": return [{ key, kind, text: id }];
    case "claim": return said(key, kind, see.get(key as `claim/${string}`)?.text);
    case "plan": return said(key, kind, see.get(`item/${id}`)?.label);
    case "metric": return said(key, kind, see.get(`instrument/${id}`)?.label);
    case "cause": return said(key, kind, see.get(key as `cause/${string}`)?.label ?? see.get("reveal/case")?.truth.causes.find((cause) => cause.cause === id)?.label);
    default: return [];
  }
});

function said(key: string, kind: Named["kind"], text: string | undefined): Named[] {
  return text === undefined || text === "" ? [] : [{ key, kind, text }];
}

/** Which numbers of a reason are money, and which are per cent. */
const isMoney: ReadonlySet<string> = new Set(["cost", "measurement", "spent", "budget", "value", "true"]);
const isShare: ReadonlySet<string> = new Set(["served"]);

/** A reason's numbers as people read them. */
export function written(numbers: ScoreReason["numbers"], as: { money(amount: number): string; share(amount: number): string; plain(amount: number): string }): Record<string, string> {
  return Object.fromEntries(Object.entries(numbers).map(([name, amount]) => [name, isMoney.has(name) ? as.money(amount) : isShare.has(name) ? as.share(amount) : as.plain(amount)]));
}

/** A sentence that ends in a colon promises names; without any it is a plain one. */
export function closed(sentence: string, names: number): string {
  return names === 0 && sentence.endsWith(":") ? `${sentence.slice(0, -1)}.` : sentence;
}
