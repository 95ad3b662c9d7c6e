/**
 * The whole editor of a plan: catalogue, board, inspector. Design shows it as a screen, the run in a dialog for its one
 * change of plan.
 *
 * Where there is no room, the catalogue comes behind "Add", and on a phone the inspector comes as a sheet from below.
 */
import { type ReactNode, useMemo, useState } from "react";
import { SidePanel } from "../../parts/Dialog";
import { useFigure } from "../../records";
import { text } from "../../text";
import { useSayHere } from "../shared/whereabouts";
import { BoardContext } from "./board";
import { Catalogue } from "./Catalogue";
import { Gauges } from "./Gauges";
import { Inspector } from "./Inspector";
import { earliest } from "./plan";
import { Timeline } from "./Timeline";
import { useMedia } from "./useMedia";
import { usePlan } from "./usePlan";
import styles from "./Design.module.css";

export interface PlanBoardProps {
  team: string;
  canEdit: boolean;
  /** Over the gauges: events. */
  above?: ReactNode;
  /** Under the inspector: warnings. */
  beside?: ReactNode;
  /** Under the board: the sign-off. */
  below?: ReactNode;
  inDialog?: boolean;
}

export function PlanBoard({ team, canEdit, above, beside, below, inDialog }: PlanBoardProps) {
  const moves = usePlan(team);
  const from = useFigure(earliest, []);
  const [selected, select] = useState<string | null>(null);
  const [isCatalogue, setCatalogue] = useState(false);
  const isNarrow = useMedia("(max-width: 1280px)");
  const isPhone = useMedia("(max-width: 720px)");
  useSayHere({ item: selected });
  const board = useMemo(() => ({ team, canEdit, from, selected, select, moves }), [team, canEdit, from, selected, moves]);
  return (
    <BoardContext value={board}>
      <div className={styles.design} data-dialog={inDialog || undefined}>
        {!isNarrow && <aside className={styles.left} aria-label={text.design.catalogue}><Catalogue /></aside>}
        <div className={styles.middle}>
          {above}
          <Gauges />
          <Timeline onAdd={() => setCatalogue(true)} className={styles.timeline} />
          {isPhone && beside}
          {below}
        </div>
        {!isPhone && <aside className={styles.right} aria-label={text.design.about}><Inspector />{beside}</aside>}
      </div>
      <SidePanel isOpen={isNarrow && isCatalogue} onClose={() => setCatalogue(false)} title={text.design.catalogue} closeLabel={text.shell.close}><Catalogue canDrag={false} /></SidePanel>
      <SidePanel isOpen={isPhone && selected !== null && !isCatalogue} onClose={() => select(null)} title={text.design.about} closeLabel={text.shell.close}><Inspector /></SidePanel>
    </BoardContext>
  );
}
