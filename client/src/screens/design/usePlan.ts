/** The moves on a team's plan, what is said of them, and what did not hold. */
import { useMemo, useState } from "react";
import { useAnnounce } from "../../parts/Announcer";
import { useDo, useLive } from "../../records";
import { text } from "../../text";
import { type PlanMoves, planMoves, type Trouble } from "./planMoves";

export interface Plan extends PlanMoves { trouble: Trouble | null }

export function usePlan(team: string): Plan {
  const { records } = useLive();
  const act = useDo();
  const announce = useAnnounce();
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const moves = useMemo(() => {
    const label = (item: string) => records.get(`item/${item}`)?.label ?? item;
    return planMoves(team, records, act, {
      trouble: setTrouble,
      refused: announce.assertive,
      added: (item) => announce.polite(text.design.added(label(item))),
      moved: (item, month) => announce.polite(text.design.moved(label(item), month)),
      removed: (item) => announce.polite(text.design.removed(label(item))),
    });
  }, [team, records, act, announce]);
  return useMemo(() => ({ ...moves, trouble }), [moves, trouble]);
}
