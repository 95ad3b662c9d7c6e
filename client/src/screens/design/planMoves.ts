/**
 * What one does to a plan: add, move, link, remove. Each change is made to the item as it stands at that moment, with
 * what is under way. A refusal stays beside the item that it is about; when a team-mate was quicker, both versions stay
 * until somebody chooses.
 */
import type { Answer, Do, See } from "../../records";
import type { PlanItem } from "../../wire/types.gen";
import { type Clash, type Deed, followers, type Trouble as SharedTrouble, troubleAfter } from "../shared/trouble";
import { monthOf, monthStart } from "./calendar";

export interface Wanted { start: number; claims: readonly string[] }
export type Trouble = SharedTrouble<PlanItem, Wanted>;

export interface PlanMoves {
  add(item: string, wanted: Wanted): void;
  /** Change an item of the plan; what is not named stays. */
  change(item: string, wanted: Partial<Wanted>): void;
  /** Say that an item is for a cause, or no longer. */
  link(item: string, claim: string, isFor: boolean): void;
  /** Move an item so many months on, from where it stands at this moment: keys may come quicker than a drawing. */
  shift(item: string, months: number, from: number): void;
  remove(item: string): void;
  forget(): void;
  /** Of two versions: what was wanted here, over what stands now. */
  keepMine(trouble: Trouble): void;
  /** The team-mate's version, also where a later change of ours went over it. */
  takeTheirs(trouble: Trouble): void;
}

export interface Told {
  trouble(next: (before: Trouble | null) => Trouble | null): void;
  refused(message: string): void;
  added(item: string): void;
  moved(item: string, month: number): void;
  removed(item: string): void;
}

export function planMoves(team: string, records: See, act: Do, tell: Told): PlanMoves {
  const follow = followers();
  let done = 0;

  function settle(deed: Deed<Wanted>, answer: Answer): void {
    tell.trouble((before) => troubleAfter(before, deed, answer, done, asPlanItem));
    if (answer.ok) return;
    follow.note(deed.about, done);
    tell.refused(answer.message);
  }

  async function put(item: string, whole: Wanted, wanted: Partial<Wanted>, asked = done + 1): Promise<void> {
    const revision = records.get(`plan/${team}/${item}`)?.revision ?? 0;
    const deed = { about: item, number: ++done, asked, wanted };
    const answer = await act("plan.put", { team, item, start: whole.start, claims: [...whole.claims], revision });
    const now = records.get(`plan/${team}/${item}`);
    if (!follow.has(deed, answer)) settle(deed, answer);
    else if (now !== undefined) void put(item, { ...wantedOf(now), ...wanted }, wanted, asked);
  }

  function add(item: string, wanted: Wanted) {
    tell.added(item);
    void put(item, wanted, wanted);
  }

  function change(item: string, wanted: Partial<Wanted>) {
    const now = records.get(`plan/${team}/${item}`);
    if (now === undefined) return;
    if (wanted.start !== undefined) tell.moved(item, monthOf(wanted.start));
    void put(item, { ...wantedOf(now), ...wanted }, wanted);
  }

  function link(item: string, claim: string, isFor: boolean) {
    const others = records.get(`plan/${team}/${item}`)?.claims.filter((one) => one !== claim) ?? [];
    change(item, { claims: isFor ? [...others, claim] : others });
  }

  function shift(item: string, by: number, from: number) {
    const now = records.get(`plan/${team}/${item}`);
    if (now === undefined || now.start < from) return;
    const month = monthOf(now.start) + by;
    if (month >= 1 && month <= 12 && monthStart(month) >= from) change(item, { start: monthStart(month) });
  }

  function remove(item: string) {
    tell.removed(item);
    const number = ++done;
    const deed = { about: item, number, asked: number, wanted: null };
    void act("plan.drop", { team, item }).then((answer) => settle(deed, answer));
  }

  const forget = () => tell.trouble(() => null);

  function choosing(pick: (clash: Clash<PlanItem, Wanted>) => Partial<Wanted>) {
    return ({ about, clash }: Trouble) => {
      forget();
      const now = records.get(`plan/${team}/${about}`);
      if (clash === null || now === undefined) return;
      const wanted = { ...wantedOf(now), ...pick(clash) };
      if (now.start !== wanted.start || now.claims.join() !== wanted.claims.join()) change(about, pick(clash));
    };
  }

  return { add, change, link, shift, remove, forget, keepMine: choosing(({ wanted }) => wanted), takeTheirs: choosing(({ now }) => wantedOf(now)) };
}

export function wantedOf({ start, claims }: PlanItem): Wanted {
  return { start, claims };
}

function asPlanItem(value: unknown): PlanItem | null {
  return typeof value === "object" && value !== null && "start" in value && "claims" in value ? (value as PlanItem) : null;
}
