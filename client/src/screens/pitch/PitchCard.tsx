/** A team's pitch on one sheet: what is wrong, what it will do, how everybody will know. */
import { Head } from "../../parts/Head";
import { Doc } from "../../parts/Sheet";
import { Tag } from "../../parts/Tag";
import { useFigure, useLang, useRecord } from "../../records";
import { format, text } from "../../text";
import { funds } from "../design/funds";
import { reading } from "../measure/units";
import { bets, card, isSigned } from "./pitching";
import styles from "./Pitch.module.css";

export function PitchCard({ team, title }: { team: string; title: string }) {
  return (
    // The page scrolls by keyboard through it: on a phone nothing else here takes the focus.
    <Doc className={styles.card} role="region" aria-label={title} tabIndex={0}>
      <p className="t12 faint">{title}</p>
      <Problem team={team} />
      <div className={styles.columns}><Plan team={team} /><Metrics team={team} /></div>
    </Doc>
  );
}

function Problem({ team }: { team: string }) {
  const words = text.pitch;
  const { statement } = useFigure(card(team), [team]);
  const gap = useRecord(`gap/${team}`);
  const brief = useRecord("brief");
  const kpi = brief?.kpis.find((one) => one.kpi === gap?.kpi);
  const points = useFigure(bets(team), [team]);
  const lang = useLang();
  return (
    <section className={styles.part}>
      <Head level={2} end={<Signed team={team} phase="diagnose" />}>{words.problem}</Head>
      {statement ? <p className={styles.statement}>{statement}</p> : <p className="t13 dim">{words.noProblem}</p>}
      {gap && kpi && gap.actual !== null && gap.desired !== null && <p className="t13 dim num">{words.gap(kpi.label, reading(gap.actual, kpi.unit), reading(gap.desired, kpi.unit))}</p>}
      {points.length > 0 && (
        <p className={styles.bets}>
          <span className="faint">{words.bet}</span>
          {points.slice(0, 4).map(({ cause, label, points: count }) => <span key={cause}><b className="num">{count}</b> <span lang={lang}>{label}</span></span>)}
        </p>
      )}
    </section>
  );
}

function Plan({ team }: { team: string }) {
  const words = text.pitch;
  const { plan } = useFigure(card(team), [team]);
  const money = useFigure(funds(team), [team]);
  const currency = useRecord("case")?.currency ?? "";
  const lang = useLang();
  return (
    <section className={styles.part}>
      <Head level={2} end={<span className={styles.end}><Signed team={team} phase="design" /><span className="num">{words.budget(format.moneyShort(money.spent, currency), format.moneyShort(money.budget, currency))}</span></span>}>{words.plan}</Head>
      {plan.length === 0 && <p className="t13 dim">{words.noPlan}</p>}
      <ul className={styles.list}>
        {plan.map((entry) => (
          <li key={entry.item}>
            <span className={styles.when}>{text.design.months(entry.span.fromMonth, entry.span.toMonth)}</span>
            <span><b lang={lang}>{entry.label}</b><small>{entry.aims.length > 0 ? entry.aims.join(" · ") : words.forNone}</small></span>
            <span className="num t13">{format.moneyShort(entry.cost, currency)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Metrics({ team }: { team: string }) {
  const words = text.pitch;
  const { metrics, unseen } = useFigure(card(team), [team]);
  const lang = useLang();
  return (
    <section className={styles.part}>
      <Head level={2} end={<Signed team={team} phase="measure" />}>{words.metrics}</Head>
      {metrics.length === 0 && <p className="t13 dim">{words.noMetrics}</p>}
      <ul className={styles.list}>
        {metrics.map(({ instrument, label, level, unit, metric }) => (
          <li key={instrument}>
            <span className={styles.when}>{text.measure.level[level]}</span>
            <span><b lang={lang}>{label}</b>{metric && <small>{text.measure.howShort[metric.isolation]}{metric.owner && ` · ${metric.owner}`}</small>}</span>
            <span className="num t13 pen">{metric && (metric.target === null ? words.noTarget : words.by(reading(metric.target, unit), metric.month))}</span>
          </li>
        ))}
      </ul>
      <p className="t13 dim">{words.blind(unseen)}</p>
    </section>
  );
}

/** A work that the team did not sign is shown as such. */
function Signed({ team, phase }: { team: string; phase: "diagnose" | "design" | "measure" }) {
  const signed = useFigure(isSigned(team, phase), [team, phase]);
  return signed ? null : <Tag>{text.pitch.unsigned}</Tag>;
}
