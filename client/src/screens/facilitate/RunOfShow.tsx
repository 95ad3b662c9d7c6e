/** The session's plan against the clock on the wall. */
import { useSecond } from "../../app/time";
import { Head } from "../../parts/Head";
import { Icon } from "../../parts/Icon";
import { useLive, useRecord } from "../../records";
import { format, text } from "../../text";
import { minutesLate, runOfShow } from "./runOfShow";
import styles from "./Left.module.css";

export function RunOfShow() {
  const session = useRecord("session");
  const phase = useRecord("phase");
  const clock = useRecord("clock");
  const live = useLive();
  const isOver = session?.ended ?? false;
  useSecond(!isOver);
  if (session === undefined || phase === undefined || clock === undefined) return null;
  const words = text.facilitate.show;
  const show = runOfShow(session.agenda, phase, clock, live.now());
  return (
    <section>
      <Head end={isOver || show.endsAt === null ? undefined : <Late ms={show.lateMs} />}>{words.title}</Head>
      <ol className={styles.stops}>
        {show.stops.map((planned) => ({ ...planned, state: isOver && planned.state === "now" ? "done" as const : planned.state })).map((stop) => (
          <li key={stop.phase} className={styles.stop} data-state={stop.state} aria-current={stop.state === "now" ? "step" : undefined}>
            <span className="num">{stop.at === null || (isOver && stop.state === "ahead") ? "" : format.timeOfDay(stop.at)}</span>
            <span className={styles.name}>
              {stop.state === "done" && <Icon name="check" size={14} />}
              {text.shell.phase[stop.phase]}
              {stop.state === "done" && <span className="vh">{words.done}</span>}
              {stop.state === "now" && <em>{words.now}</em>}
            </span>
            <span className="num faint">{format.minutes(stop.minutes)}</span>
          </li>
        ))}
      </ol>
      {show.endsAt !== null && !isOver && <p className="t12 faint num">{words.ends(format.timeOfDay(show.endsAt))}</p>}
    </section>
  );
}

function Late({ ms }: { ms: number | null }) {
  const words = text.facilitate.show;
  if (ms === null) return <span>{words.ifNow}</span>;
  const late = minutesLate(ms);
  if (late === 0) return <span>{words.onTime}</span>;
  return <span className={late > 0 ? "cau num" : "num"}>{late > 0 ? words.late(late) : words.early(-late)}</span>;
}
