/** The moves on a team's metrics, and what did not hold of them. */
import { useMemo, useState } from "react";
import { useAnnounce } from "../../parts/Announcer";
import { useDo, useLive } from "../../records";
import { type MetricMoves, metricMoves, type Trouble } from "./metricMoves";

export interface Metrics extends MetricMoves { trouble: Trouble | null }

export function useMetrics(team: string): Metrics {
  const { records } = useLive();
  const act = useDo();
  const announce = useAnnounce();
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const moves = useMemo(() => metricMoves(team, records, act, { trouble: setTrouble, refused: announce.assertive }), [team, records, act, announce]);
  return useMemo(() => ({ ...moves, trouble }), [moves, trouble]);
}
