/** What the team will not be able to see: one line for each instrument that it did not choose. */
import { Hatch } from "../../charts";
import { Head } from "../../parts/Head";
import { Icon } from "../../parts/Icon";
import { useFigure, useLang } from "../../records";
import { text } from "../../text";
import { asSentence, unseen } from "./chain";
import { useChain } from "./chosen";
import styles from "./Inspector.module.css";

export function Unseen() {
  const { team } = useChain();
  const all = useFigure(unseen(team), [team]);
  const lang = useLang();
  return (
    <section className={styles.unseen}>
      <Head level={3} end={all.length}>{text.measure.blind.title}</Head>
      {all.length === 0 && <p className="t13 dim">{text.measure.blind.none}</p>}
      <ul>
        {all.map(({ instrument, label, blind }) => (
          <li key={instrument}>
            <span className={styles.hole} aria-hidden="true"><Hatch /><Icon name="eyeOff" /></span>
            <span lang={lang}><b>{blind ? asSentence(blind) : label}</b>{blind && <small>{label}</small>}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
