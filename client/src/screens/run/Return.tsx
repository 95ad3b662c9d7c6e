/** The return that the team can defend so far, from its own data, and why it is no better known. */
import { Head } from "../../parts/Head";
import { useFigure, useRecord } from "../../records";
import { format, text } from "../../text";
import { HowComputed } from "../debrief/HowComputed";
import { ledger } from "./year";
import styles from "./Run.module.css";

export function Return({ team }: { team: string }) {
  const words = text.run.ledger;
  const currency = useRecord("case")?.currency ?? "";
  const so = useFigure(ledger(team), [team]);
  return (
    <section>
      <Head end={words.months(so?.month ?? 0)}>{words.title}</Head>
      {so === undefined ? <p className={styles.later}>{words.none}</p> : (
        <>
          <table className={styles.ledger}>
            <tbody>
              <tr><th scope="row">{words.spent}</th><td>{format.money(so.cost, currency)}</td></tr>
              <tr><th scope="row">{words.benefit}{so.benefit === null && so.why && <small className="cau">{sentence(so.why)}</small>}</th><td>{so.benefit === null ? <span className="faint">{words.notKnown}</span> : format.money(so.benefit, currency)}</td></tr>
            </tbody>
            <tfoot><tr><th scope="row">{words.roi}</th><td>{so.roi_percent === null ? <span className="faint">{words.notKnown}</span> : format.percent(so.roi_percent)}</td></tr></tfoot>
          </table>
          {so.benefit !== null && so.why && <p className={styles.how}>{sentence(so.why)}</p>}
          <p className={styles.candid}>{words.candid}</p>
          <HowComputed team={team} />
        </>
      )}
    </section>
  );
}

/** The server's words are the inside of a sentence or several. */
function sentence(words: string): string {
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
