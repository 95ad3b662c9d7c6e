/** What a team might work on next: its two weakest rows, the competency behind each, and a job aid to take back. */
import { Head } from "../../parts/Head";
import { text } from "../../text";
import type { Guidance as Advice } from "../../wire/types.gen";
import styles from "./Scores.module.css";

export function Guidance({ guidance }: { guidance: readonly Advice[] }) {
  const words = text.score.guidance;
  return (
    <section className={styles.guidance}>
      <Head level={3}>{words.title}</Head>
      {guidance.length === 0 ? <p className="t14 dim">{words.fine}</p> : (
        <>
          <p className="t13 dim">{words.hint}</p>
          <ul className={styles.advice}>
            {guidance.map((one) => (
              <li key={one.row}>
                <h4 className="h4">{text.score.row[one.row] ?? one.row}</h4>
                <p className="t13 dim">{words.competency(one.competency)}</p>
                <p className={styles.aid}>{one.aid}</p>
              </li>
            ))}
          </ul>
          <p className="t12 faint">{words.note}</p>
        </>
      )}
    </section>
  );
}
