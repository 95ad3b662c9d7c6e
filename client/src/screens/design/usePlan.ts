/**
 * What one does to a plan: add, move, link, remove. A refusal stays beside the item that it is about; when a team-mate
 * was quicker, both versions stay until somebody chooses.
 */
import { useCallback, useState } from "react";
import { useAnnounce } from "../../parts/Announcer";
import { type Answer, useDo, useLive } from "../../records";
import { text } from "../../text";
import type { PlanItem } from "../../wire/types.gen";
import { monthOf, monthStart } from "./calendar";

export interface Wanted { start: number; claims: readonly string[] }
export interface Trouble {
  item: string;
  message: string;
  /** Set when a team-mate changed the item meanwhile: how it stands, and what was wanted here. */
  clash: { now: PlanItem; wanted: Wanted } | null;
}

export interface PlanMoves {
  trouble: Trouble | null;
  add(item: string, wanted: Wanted): void;
  /** Change an item of the plan; what is not named stays. */
  change(item: string, wanted: Partial<Wanted>): void;
  /** Move an item so many months on, from where it stands at this moment: keys may come quicker than a drawing. */
  shift(item: string, months: number, from: number): void;
  remove(item: string): void;
  forget(): void;
}

export function usePlan(team: string): PlanMoves {
  const { records } = useLive();
  const act = useDo();
  const announce = useAnnounce();
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const label = useCallback((item: string) => records.get(`item/${item}`)?.label ?? item, [records]);

  const settle = useCallback((item: string, answer: Answer, wanted: Wanted | null) => {
    if (answer.ok) return setTrouble((before) => (before?.item === item ? null : before));
    const now = answer.code === "stale" ? asPlanItem(answer.now) : null;
    setTrouble({ item, message: answer.message, clash: now !== null && wanted !== null ? { now, wanted } : null });
    announce.assertive(answer.message);
  }, [announce]);

  const put = useCallback(async (item: string, wanted: Wanted) => {
    const revision = records.get(`plan/${team}/${item}`)?.revision ?? 0;
    settle(item, await act("plan.put", { team, item, start: wanted.start, claims: [...wanted.claims], revision }), wanted);
  }, [records, act, team, settle]);

  const add = useCallback((item: string, wanted: Wanted) => {
    announce.polite(text.design.added(label(item)));
    void put(item, wanted);
  }, [put, announce, label]);

  const change = useCallback((item: string, wanted: Partial<Wanted>) => {
    const now = records.get(`plan/${team}/${item}`);
    if (now === undefined) return;
    if (wanted.start !== undefined) announce.polite(text.design.moved(label(item), monthOf(wanted.start)));
    void put(item, { start: now.start, claims: now.claims, ...wanted });
  }, [records, team, put, announce, label]);

  const shift = useCallback((item: string, by: number, from: number) => {
    const now = records.get(`plan/${team}/${item}`);
    if (now === undefined || now.start < from) return;
    const month = monthOf(now.start) + by;
    if (month >= 1 && month <= 12 && monthStart(month) >= from) change(item, { start: monthStart(month) });
  }, [records, team, change]);

  const remove = useCallback((item: string) => {
    announce.polite(text.design.removed(label(item)));
    void act("plan.drop", { team, item }).then((answer) => settle(item, answer, null));
  }, [act, team, settle, announce, label]);

  const forget = useCallback(() => setTrouble(null), []);
  return { trouble, add, change, shift, remove, forget };
}

function asPlanItem(value: unknown): PlanItem | null {
  return typeof value === "object" && value !== null && "start" in value && "claims" in value ? (value as PlanItem) : null;
}
