/** The run of show: which phase begins when and how long it lasts, in each timing of the case, and what comes in it. */
import { Button } from "../../parts/Button";
import { Head } from "../../parts/Head";
import { Icon } from "../../parts/Icon";
import { format, text } from "../../text";
import type { CaseSeen } from "./api";
import { choose } from "./choice";
import { showOf } from "./totals";
import styles from "./Side.module.css";

export function Show({ seen }: { seen: CaseSeen }) {
  const words = text.preview.show;
  const stops = showOf(seen);
  const whole = stops.reduce((sum, stop) => sum + stop.phase.minutes, 0);
  return (
    <div className={styles.panel}>
      <section>
        <Head end={<span className="num">{words.minutes(format.number(whole))}</span>}>{words.title}</Head>
        <ol>
          {stops.map(({ phase, begins, events }) => (
            <li key={phase.phase} className={styles.stop}>
              <span className="num faint">{words.at(format.number(begins))}</span>
              <div className={styles.said}>
                <p className={styles.phase}><Button look="quiet" size="sm" className={styles.name} onPress={() => choose.screen(phase.phase)}>{text.shell.phase[phase.phase]}</Button><b className="num t13">{words.minutes(format.number(phase.minutes))}</b></p>
                {phase.others.map((minutes, index) => minutes !== phase.minutes && <p key={index} className="t12 faint num">{words.other(seen.timings[index]?.label ?? "", format.number(minutes))}</p>)}
                {events.length > 0 && (
                  <ul>{events.map((event) => (
                    <li key={event.id} className={styles.event}>
                      <Icon name="bolt" size={12} />
                      <span><Button look="quiet" size="sm" className={styles.name} onPress={() => choose.screen(`event/${event.id}`)}>{event.title}</Button>
                        <span className="t12 faint">{[event.when, event.options > 0 ? words.options(event.options) : words.noOptions, event.contingency_for ? words.reserve(event.contingency_for) : ""].filter(Boolean).join(" · ")}</span></span>
                    </li>
                  ))}</ul>
                )}
              </div>
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}
