/** Every exhibit as its author sees it: what it takes to open and to read, what opens it, what it says about which cause. */
import { Button } from "../../parts/Button";
import { ExhibitTag } from "../../parts/ExhibitTag";
import { Icon } from "../../parts/Icon";
import { format, text } from "../../text";
import type { CaseSeen, ExhibitSeen } from "./api";
import { choose } from "./choice";
import { totals } from "./totals";
import styles from "./Side.module.css";

export function Exhibits({ seen }: { seen: CaseSeen }) {
  const words = text.preview.evidence;
  const sum = totals(seen);
  return (
    <div className={styles.panel}>
      <p className={styles.secret}><Icon name="lock" size={14} />{text.preview.secret}</p>
      <dl className={styles.sums}>
        <div><dt>{words.hours}</dt><dd className="num">{words.hoursOf(format.number(sum.hours), format.number(seen.analyst_hours))}</dd></div>
        <div><dt>{words.reading}</dt><dd className="num">{words.readingOf(format.number(sum.reading), format.number(sum.diagnose))}</dd></div>
        <div><dt>{words.decisive}</dt><dd className="num">{words.decisiveOf(sum.decisive, format.number(sum.decisiveHours))}</dd></div>
      </dl>
      <ul>{seen.exhibits.map((exhibit) => <Row key={exhibit.tag} exhibit={exhibit} seen={seen} />)}</ul>
    </div>
  );
}

function Row({ exhibit, seen }: { exhibit: ExhibitSeen; seen: CaseSeen }) {
  const words = text.preview.evidence;
  const said = seen.causes.filter((cause) => exhibit.says[cause.id] !== undefined);
  return (
    <li className={styles.exhibit}>
      <ExhibitTag tag={exhibit.tag} />
      <div className={styles.said}>
        <Button look="quiet" size="sm" className={styles.name} onPress={() => choose.screen(`exhibit/${exhibit.tag}`)}>{exhibit.title}</Button>
        <p className="t12 faint num">{[
          words.kinds[exhibit.kind] ?? exhibit.kind, format.withUnit(exhibit.hours, "h"), words.minutes(format.number(exhibit.minutes)),
          exhibit.delay > 0 ? words.delay(format.number(exhibit.delay)) : "", exhibit.opens && words.opens(exhibit.opens),
        ].filter(Boolean).join(" · ")}</p>
        {said.length === 0 ? <p className="t13 dim">{words.nothing}</p> : (
          <ul>{said.map((cause) => (
            <li key={cause.id} className={styles.word}>
              <b className="num" data-against={(exhibit.says[cause.id] ?? 0) < 0 || undefined}>{format.signed(exhibit.says[cause.id] ?? 0)}</b>
              <span className="t13">{cause.label}{cause.decoy && <span className="faint"> · {words.decoy}</span>}</span>
            </li>
          ))}</ul>
        )}
      </div>
      {exhibit.decisive && <span className={styles.mark}>{words.isDecisive}</span>}
    </li>
  );
}
