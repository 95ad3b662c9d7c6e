/**
 * What one does to the measurement plan. Each change is made to the metric as it stands at that moment, with what is
 * under way: choices may come quicker than answers.
 *
 * What was filled in comes back when a metric that was given up is chosen again; when a team-mate was quicker, both
 * versions stay until somebody chooses.
 */
import type { Answer, Do, See } from "../../records";
import type { Metric } from "../../wire/types.gen";
import { type Clash, type Deed, followers, type Trouble as SharedTrouble, troubleAfter } from "../shared/trouble";

export type Wanted = Pick<Metric, "baseline" | "plan_baseline" | "target" | "month" | "owner" | "isolation">;
export type Trouble = SharedTrouble<Metric, Wanted>;

export interface MetricMoves {
  choose(instrument: string): void;
  change(instrument: string, wanted: Partial<Wanted>): Promise<boolean>;
  drop(instrument: string): void;
  forget(): void;
  /** Of two versions: what was wanted here, over what stands now. */
  keepMine(trouble: Trouble): void;
  /** The team-mate's version, also where a later change of ours went over it. */
  takeTheirs(trouble: Trouble): void;
}

export interface Told {
  trouble(next: (before: Trouble | null) => Trouble | null): void;
  refused(message: string): void;
}

export function metricMoves(team: string, records: See, act: Do, tell: Told): MetricMoves {
  const dropped = new Map<string, Wanted>();
  const follow = followers();
  let done = 0;

  function settle(deed: Deed<Wanted>, answer: Answer): boolean {
    tell.trouble((before) => troubleAfter(before, deed, answer, done, asMetric));
    if (!answer.ok) {
      follow.note(deed.about, done);
      tell.refused(answer.message);
    }
    return answer.ok;
  }

  async function put(instrument: string, whole: Wanted, wanted: Partial<Wanted>, asked = done + 1): Promise<boolean> {
    const revision = records.get(`metric/${team}/${instrument}`)?.revision ?? 0;
    const deed = { about: instrument, number: ++done, asked, wanted };
    const answer = await act("metric.put", { team, instrument, ...whole, revision });
    if (follow.has(deed, answer)) return change(instrument, wanted, asked);
    // A team-mate chose it at the same moment: that is all that was wanted, unless more went over it meanwhile.
    const isChosen = !answer.ok && Object.keys(wanted).length === 0 && asMetric(answer.now) !== null && deed.number === done;
    return settle(deed, isChosen ? { ok: true } : answer);
  }

  function choose(instrument: string) {
    if (records.get(`metric/${team}/${instrument}`) !== undefined) return;
    const baseline = records.get(`instrument/${instrument}`)?.today ?? null;
    const kept = dropped.get(instrument);
    void put(instrument, { baseline, plan_baseline: false, target: null, month: null, owner: "", isolation: "none", ...kept }, kept ?? {});
  }

  async function change(instrument: string, wanted: Partial<Wanted>, asked?: number): Promise<boolean> {
    const now = records.get(`metric/${team}/${instrument}`);
    return now !== undefined && put(instrument, { ...wantedOf(now), ...wanted }, wanted, asked);
  }

  function drop(instrument: string) {
    const now = records.get(`metric/${team}/${instrument}`);
    if (now) dropped.set(instrument, wantedOf(now));
    const number = ++done;
    const deed = { about: instrument, number, asked: number, wanted: null };
    void act("metric.drop", { team, instrument }).then((answer) => settle(deed, answer));
  }

  const forget = () => tell.trouble(() => null);

  function choosing(pick: (clash: Clash<Metric, Wanted>) => Partial<Wanted>) {
    return ({ about, clash }: Trouble) => {
      forget();
      const now = records.get(`metric/${team}/${about}`);
      if (clash === null || now === undefined) return;
      const wanted = pick(clash);
      if (!isThere(now, wanted)) void change(about, wanted);
    };
  }

  return { choose, change: (instrument, wanted) => change(instrument, wanted), drop, forget, keepMine: choosing(({ wanted }) => wanted), takeTheirs: choosing(({ now }) => wantedOf(now)) };
}

export function wantedOf({ baseline, plan_baseline, target, month, owner, isolation }: Metric): Wanted {
  return { baseline, plan_baseline, target, month, owner, isolation };
}

function isThere(now: Metric, wanted: Partial<Wanted>): boolean {
  return Object.entries(wanted).every(([field, value]) => now[field as keyof Wanted] === value);
}

function asMetric(value: unknown): Metric | null {
  return typeof value === "object" && value !== null && "isolation" in value ? (value as Metric) : null;
}
