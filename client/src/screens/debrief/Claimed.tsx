/** What each team could claim and what was true, with the money that each reason for the difference makes. */
import { Head } from "../../parts/Head";
import { TeamName } from "../../parts/Team";
import { useRecord } from "../../records";
import { format, text } from "../../text";
import { codesOf, moneyOf } from "./claimed";
import { HowComputed } from "./HowComputed";
import type { Column } from "./picture";
import styles from "./Claimed.module.css";

export function Claimed({ columns }: { columns: readonly Column[] }) {
  const currency = useRecord("case")?.currency ?? "";
  const words = text.debrief;
  const { beside } = words;
  const money = (amount: number) => format.moneyShort(amount, currency);
  const signed = (amount: number | null) => (amount === null || Math.round(amount) === 0 ? <span className="faint">–</span> : `${amount > 0 ? "+" : ""}${money(amount)}`);
  const codes = codesOf(columns.map(({ part }) => part));
  const hasMoney = columns.some(({ part }) => part.claimed_benefit !== null || part.differences.length > 0);
  return (
    <section className={styles.claimed}>
      <Head>{words.why}</Head>
      <ul className={styles.teams}>
        {columns.map(({ team, mine, part }) => (
          <li key={team.team} data-mine={mine || undefined}>
            <TeamName index={team.index} name={team.name} />
            <p className="t14"><b className="num">{part.claimed_roi_percent === null ? words.nothingClaimed : format.percent(part.claimed_roi_percent)}</b> <span className="faint">{words.claimed.toLocaleLowerCase()}</span> · <b className="num">{part.roi_percent === null ? "–" : format.percent(part.roi_percent)}</b> <span className="faint">{words.actual.toLocaleLowerCase()}</span></p>
            <p className="t13 dim">{part.claimed_why}</p>
            <HowComputed team={team.team} />
          </li>
        ))}
      </ul>
      {hasMoney && (
        <>
          <div className={styles.scroll} role="region" tabIndex={0} aria-label={beside.scroll}>
            <table className={styles.table}>
              <caption>{beside.caption}</caption>
              <thead><tr><td />{columns.map(({ team, mine }) => <th key={team.team} scope="col" data-mine={mine || undefined}><TeamName index={team.index} name={team.name} /></th>)}</tr></thead>
              <tbody>
                <tr data-strong><th scope="row">{beside.claimed}</th>{columns.map(({ team, mine, part }) => <td key={team.team} data-mine={mine || undefined}>{part.claimed_benefit === null ? <span className="faint">{beside.nothing}</span> : money(part.claimed_benefit)}</td>)}</tr>
                {codes.map((code) => (
                  <tr key={code}>
                    <th scope="row">{beside.code[code]?.[0] ?? code}<small>{beside.code[code]?.[1]}</small></th>
                    {columns.map(({ team, mine, part }) => <td key={team.team} data-mine={mine || undefined}>{signed(moneyOf(part, code))}</td>)}
                  </tr>
                ))}
              </tbody>
              <tfoot><tr data-strong><th scope="row">{beside.actual}<small>{beside.actualHint}</small></th>{columns.map(({ team, mine, part }) => <td key={team.team} data-mine={mine || undefined}>{money(part.benefit)}</td>)}</tr></tfoot>
            </table>
          </div>
          <p className="t12 faint">{beside.lead}</p>
        </>
      )}
    </section>
  );
}
