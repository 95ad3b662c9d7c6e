/** Measure: the chain of metrics, paid from the one budget. What is not chosen will not be seen. */
import { useMemo, useState } from "react";
import { SidePanel } from "../../parts/Dialog";
import { Empty } from "../../parts/Note";
import { useRecord } from "../../records";
import { text } from "../../text";
import { BudgetGauge } from "../design/Gauges";
import { useMedia } from "../design/useMedia";
import { Events } from "../events";
import { useStanding } from "../shared/standing";
import { TeamSignOff } from "../shared/TeamSignOff";
import { useTeam } from "../shared/team";
import { useWorkNews } from "../shared/useWorkNews";
import { useSayHere } from "../shared/whereabouts";
import { ChainContext } from "./chosen";
import { Inspector } from "./Inspector";
import { MetricTable } from "./MetricTable";
import { Unseen } from "./Unseen";
import { useMetrics } from "./useMetrics";
import styles from "./Measure.module.css";

export default function Measure() {
  const team = useTeam();
  if (team === null) return <Empty title={text.measure.title}>{text.lobby.noTeam}</Empty>;
  return <TeamMeasure team={team} />;
}

function TeamMeasure({ team }: { team: string }) {
  const { canEdit, hindrance } = useStanding("measure");
  const moves = useMetrics(team);
  const [selected, select] = useState<string | null>(null);
  const currency = useRecord("case")?.currency ?? "";
  const isUntouched = useRecord(`work/${team}/measure`) === undefined;
  const isPhone = useMedia("(max-width: 720px)");
  useSayHere({ instrument: selected });
  useWorkNews(team, "measure", text.measure.changedBy);
  const chain = useMemo(() => ({ team, canEdit, currency, selected, select, moves }), [team, canEdit, currency, selected, moves]);
  const words = text.measure;
  return (
    <ChainContext value={chain}>
      <div className={styles.measure}>
        <div className={styles.middle}>
          <Events />
          <header className={styles.head}>
            <div><h1 className="h2">{words.title}</h1><p className={styles.lead}>{words.lead}</p></div>
            <div className={styles.budget}><BudgetGauge team={team} /></div>
          </header>
          <MetricTable />
          {isPhone && <Unseen />}
          <TeamSignOff isSlim phase="measure" className={styles.sign} label={words.sign.label} statement={hindrance === "closed" ? words.sign.closed : words.sign.statement} gate={isUntouched ? words.sign.empty : null} />
        </div>
        {!isPhone && <aside className={styles.right} aria-label={text.design.about}><Inspector /><Unseen /></aside>}
      </div>
      <SidePanel isOpen={isPhone && selected !== null} onClose={() => select(null)} title={text.design.about} closeLabel={text.shell.close}><Inspector /></SidePanel>
    </ChainContext>
  );
}
