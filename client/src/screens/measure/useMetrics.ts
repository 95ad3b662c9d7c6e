/**
 * What one does to the measurement plan. What was filled in comes back when a metric that was given up is chosen again;
 * when a team-mate was quicker, both versions stay until somebody chooses.
 */
import { useCallback, useRef, useState } from "react";
import { useAnnounce } from "../../parts/Announcer";
import { useDo, useLive } from "../../records";
import type { Metric } from "../../wire/types.gen";

export type Wanted = Pick<Metric, "baseline" | "plan_baseline" | "target" | "month" | "owner" | "isolation">;
export interface Trouble { instrument: string; message: string; clash: { now: Metric; wanted: Wanted } | null }

export interface MetricMoves {
  trouble: Trouble | null;
  choose(instrument: string): void;
  change(instrument: string, wanted: Partial<Wanted>): Promise<boolean>;
  drop(instrument: string): void;
  forget(): void;
}

export function useMetrics(team: string): MetricMoves {
  const { records } = useLive();
  const act = useDo();
  const announce = useAnnounce();
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const dropped = useRef(new Map<string, Wanted>());

  const put = useCallback(async (instrument: string, wanted: Wanted) => {
    const revision = records.get(`metric/${team}/${instrument}`)?.revision ?? 0;
    const answer = await act("metric.put", { team, instrument, ...wanted, revision });
    if (answer.ok) {
      setTrouble((before) => (before?.instrument === instrument ? null : before));
      return true;
    }
    const now = answer.code === "stale" ? asMetric(answer.now) : null;
    setTrouble({ instrument, message: answer.message, clash: now === null ? null : { now, wanted } });
    announce.assertive(answer.message);
    return false;
  }, [records, act, announce, team]);

  const choose = useCallback((instrument: string) => {
    const shown = records.get(`instrument/${instrument}`);
    const kept = dropped.current.get(instrument);
    void put(instrument, kept ?? { baseline: shown?.today ?? null, plan_baseline: false, target: null, month: null, owner: "", isolation: "none" });
  }, [records, put]);

  const change = useCallback(async (instrument: string, wanted: Partial<Wanted>) => {
    const now = records.get(`metric/${team}/${instrument}`);
    if (now === undefined) return false;
    return put(instrument, { ...wantedOf(now), ...wanted });
  }, [records, team, put]);

  const drop = useCallback((instrument: string) => {
    const now = records.get(`metric/${team}/${instrument}`);
    if (now) dropped.current.set(instrument, wantedOf(now));
    void act("metric.drop", { team, instrument }).then((answer) => {
      if (!answer.ok) setTrouble({ instrument, message: answer.message, clash: null });
    });
  }, [records, act, team]);

  const forget = useCallback(() => setTrouble(null), []);
  return { trouble, choose, change, drop, forget };
}

function wantedOf({ baseline, plan_baseline, target, month, owner, isolation }: Metric): Wanted {
  return { baseline, plan_baseline, target, month, owner, isolation };
}

function asMetric(value: unknown): Metric | null {
  return typeof value === "object" && value !== null && "isolation" in value ? (value as Metric) : null;
}
