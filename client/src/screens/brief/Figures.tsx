/** The figures of the case: what everybody sees, what each KPI is and should be, budget and hours, what the sponsor asks. */
import { Head } from "../../parts/Head";
import { useLang, useRecord } from "../../records";
import { format, text } from "../../text";
import { addsTo } from "./figures";
import styles from "./Brief.module.css";

const words = text.brief;

export function Figures() {
  const file = useRecord("case");
  const lang = useLang();
  if (file === undefined) return null;
  const [budget, hours] = [format.money(file.budget, file.currency), format.hours(file.analyst_hours)];
  return (
    <section aria-label={words.figures}>
      <dl className={styles.figures}>
        {file.figures.map((figure) => <div key={figure.label} lang={lang}><dt>{figure.label}</dt><dd>{figure.value}</dd>{figure.note && <dd className={styles.note}>{figure.note}</dd>}</div>)}
        {addsTo(file.figures, budget) && <div><dt>{words.budget}</dt><dd>{budget}</dd><dd className={styles.note}>{words.budgetHint}</dd></div>}
        {addsTo(file.figures, hours) && <div><dt>{words.evidence}</dt><dd>{hours}</dd><dd className={styles.note}>{words.evidenceHint}</dd></div>}
      </dl>
    </section>
  );
}

export function Kpis() {
  const brief = useRecord("brief");
  const lang = useLang();
  if (brief === undefined || brief.kpis.length === 0) return null;
  return (
    <section className={styles.section}>
      <Head end={brief.since && words.since(brief.since)}>{words.kpis}</Head>
      <table className={styles.kpis}>
        <thead><tr><th scope="col">{words.kpi}</th><th scope="col" className="right">{words.now}</th><th scope="col" className="right">{words.wanted}</th></tr></thead>
        <tbody>
          {brief.kpis.map((kpi) => (
            <tr key={kpi.kpi}>
              <th scope="row"><span className={styles.kpi} lang={lang}>{kpi.label}</span> <span className="t12 faint"><span lang={lang}>{kpi.unit}</span> · {words.better[kpi.good]}</span></th>
              <td className="right num">{format.number(kpi.baseline)}</td>
              <td className="right num"><b>{format.number(kpi.wanted)}</b></td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

export function Asks() {
  const asks = useRecord("brief")?.asks ?? [];
  const lang = useLang();
  if (asks.length === 0) return null;
  return (
    <section className={styles.section}>
      <Head>{words.asks}</Head>
      <ul className={styles.asks} lang={lang}>{asks.map((ask) => <li key={ask}>{ask}</li>)}</ul>
      <p className="t12 faint">{words.asksHint}</p>
    </section>
  );
}
