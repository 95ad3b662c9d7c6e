/** What the team sees and what it does not, at the same size; the rest of what it does not see in a line below. */
import { BlindChart, ChartFrame, Hatch } from "../../charts";
import { Empty } from "../../parts/Note";
import { useFigure, useLang } from "../../records";
import { text } from "../../text";
import type { Link } from "../measure/chain";
import { SeriesChart } from "./SeriesChart";
import { sight } from "./year";
import styles from "./Charts.module.css";

export function Charts({ team, month, isOver }: { team: string; month: number; isOver: boolean }) {
  const { charts, out, chosen } = useFigure(sight(team), [team]);
  const words = text.run;
  const lang = useLang();
  return (
    <>
      <section className={styles.grid} aria-label={words.charts}>
        {chosen === 0 && <Empty title={words.noCharts.title} className={styles.none}>{words.noCharts.text}</Empty>}
        {charts.map((one) => one.metric === undefined ? <Blind key={one.instrument} link={one} /> : <SeriesChart key={one.instrument} measured={one} month={month} isOver={isOver} />)}
      </section>
      {out.length > 0 && (
        <section className={styles.out}>
          <h2 className="t13"><b>{words.out}</b> <span className="faint">{words.outHint}</span></h2>
          <ul>{out.map(({ instrument, label }) => <li key={instrument}><span className={styles.hole} aria-hidden="true"><Hatch /></span><span lang={lang}>{label}</span></li>)}</ul>
        </section>
      )}
    </>
  );
}

function Blind({ link: { label, level, blind } }: { link: Link }) {
  return <ChartFrame isBlind className={styles.chart} finding={label} unit={text.measure.level[level]}><BlindChart height={190}>{blind && text.run.blindWhy(blind)}</BlindChart></ChartFrame>;
}
