/** The gap statement: whether it is written, what it says in figures, and a form's values for it. */
import type { See } from "../../records";
import type { Gap } from "../../wire/types.gen";

export interface GapForm { kpi: string; actual: number | null; desired: number | null; since: string; value: number | null; statement: string; /** The revision that the writer began from. */ revision: number }

/** Both figures and a sentence: what must stand before anybody bets or signs. */
export function isWritten(gap: Gap | undefined): gap is Gap {
  return gap !== undefined && gap.actual !== null && gap.desired !== null && gap.statement.trim() !== "";
}

export const gapIsWritten = (team: string) => (see: See): boolean => isWritten(see.get(`gap/${team}`));

/** The form as the record has it, or as the brief begins it. */
export const gapForm = (team: string) => (see: See): GapForm => {
  const gap = see.get(`gap/${team}`);
  if (gap !== undefined) return { kpi: gap.kpi, actual: gap.actual, desired: gap.desired, since: gap.since, value: gap.value_per_week, statement: gap.statement, revision: gap.revision };
  return { kpi: see.get("brief")?.kpis[0]?.kpi ?? "", actual: null, desired: null, since: "", value: null, statement: "", revision: 0 };
};

/** A kept draft, or null if it is not one. */
export function readGapDraft(kept: string | null): GapForm | null {
  if (kept === null) return null;
  try {
    const form: unknown = JSON.parse(kept);
    return typeof form === "object" && form !== null && "statement" in form && "revision" in form ? (form as GapForm) : null;
  } catch {
    return null;
  }
}

/** How wide the gap is, and what it costs a week; null where a figure is missing. */
export function gapSize(form: Pick<GapForm, "actual" | "desired" | "value">): { points: number; perWeek: number | null } | null {
  if (form.actual === null || form.desired === null) return null;
  const points = Math.abs(form.actual - form.desired);
  return { points, perWeek: form.value === null ? null : points * form.value };
}

/** What is still missing before the statement counts as written. */
export function missing(form: GapForm): ("actual" | "desired" | "statement")[] {
  return [form.actual === null && "actual" as const, form.desired === null && "desired" as const, form.statement.trim() === "" && "statement" as const].filter((name) => name !== false);
}
