/** Where everybody is, the big clock, and the commands that move everybody. Each says what it will do before it is done. */
import { phaseAfter, phases, type PhaseName } from "../../app/phases";
import { PhaseClock } from "../../app/Shell";
import { serverTime, sessionTime, useCountdown, useSecond } from "../../app/time";
import { Button } from "../../parts/Button";
import { Icon } from "../../parts/Icon";
import { Meter } from "../../parts/Meter";
import { useLive, useRecord } from "../../records";
import { format, text } from "../../text";
import { useAsk } from "./Ask";
import { useRights } from "./role";
import styles from "./Left.module.css";

export function Control() {
  const phase = useRecord("phase");
  const isRunning = useRecord("clock")?.running ?? true;
  const isEnded = useRecord("session")?.ended ?? false;
  const { canAct } = useRights();
  if (phase === undefined) return null;
  return (
    <section className={styles.control} aria-label={text.facilitate.phaseFor(text.shell.phase[phase.phase])}>
      <p className="t13 dim" data-phase={phase.phase}>{text.facilitate.phaseFor(text.shell.phase[phase.phase])}</p>
      {/* The shared clock speaks; the big one is for eyes, and both say the same. */}
      <span className="vh"><PhaseClock phase={phase.phase} /></span>
      {isEnded ? <p className={styles.noEnd}>{text.facilitate.isEnded}</p> : <Big />}
      {!isRunning && !isEnded && <p className="t13 cau b" role="status">{text.facilitate.isPaused}</p>}
      {!isEnded && <Span />}
      {canAct && <Commands phase={phase.phase} hasEnd={phase.ends_due !== null} isRunning={isRunning} />}
    </section>
  );
}

function Big() {
  const phase = useRecord("phase");
  const left = useCountdown(phase?.ends_due);
  if (left === null) return <p className={styles.noEnd}>{phase?.phase === "lobby" ? text.facilitate.before : text.facilitate.noEnd}</p>;
  const words = format.clockText(left);
  return <p className={styles.big} aria-hidden="true" data-short={left < 120_000 || undefined} data-long={words.length > 6 || undefined}>{words}</p>;
}

/** How much of the phase is gone, when it began and when it ends. */
function Span() {
  const phase = useRecord("phase");
  const clock = useRecord("clock");
  const live = useLive();
  useSecond(clock?.running ?? false);
  if (phase === undefined || clock === undefined || phase.ends_due === null) return null;
  const words = text.facilitate;
  const all = phase.ends_due - phase.started_due;
  const gone = Math.max(0, Math.min(all, sessionTime(clock, live.now()) - phase.started_due));
  const began = phase.began_at[phase.phase];
  const ends = serverTime(clock, phase.ends_due);
  const isOver = sessionTime(clock, live.now()) > phase.ends_due;
  return (
    <>
      <Meter label={words.gone(format.duration(gone), format.duration(all))} value={gone} max={all} valueLabel={words.gone(format.duration(gone), format.duration(all))} />
      <p className={styles.span}>
        {isOver ? <span className="cri">{words.overBy}</span> : <>{began !== undefined && <span>{words.began(format.timeOfDay(began))}</span>}{ends !== null && <span>{words.ends(format.timeOfDay(ends))}</span>}</>}
      </p>
    </>
  );
}

function Commands({ phase, hasEnd, isRunning }: { phase: PhaseName; hasEnd: boolean; isRunning: boolean }) {
  const ask = useAsk();
  const words = text.facilitate;
  const next = phaseAfter(phase);
  const before = phases[phases.indexOf(phase) - 1];
  const title = (name: PhaseName) => text.shell.phase[name];
  const extend = (minutes: number) => {
    const change = minutes > 0 ? words.more(minutes) : words.less(-minutes);
    ask("clock.extend", { seconds: minutes * 60 }, { title: words.ask.extend.title(minutes), act: words.ask.extend.act(change) });
  };
  const advance = next && <Button key="next" look={phase === "lobby" ? "go" : "plain"} size={phase === "lobby" ? "lg" : "md"} className={phase === "lobby" ? styles.whole : undefined} onPress={() => ask("phase.next", { leaving: phase }, { title: words.ask.next.title(title(next)), act: words.ask.next.act(title(next)) })}>{phase === "lobby" ? words.start : words.next}<Icon name="stepOn" /></Button>;
  const pause = (
    <Button key="pause" look={phase === "lobby" ? "plain" : "go"} size={phase === "lobby" ? "md" : "lg"} className={styles.whole} onPress={() => (isRunning ? ask("clock.pause", {}, words.ask.pause) : ask("clock.resume", {}, words.ask.resume))}>
      <Icon name={isRunning ? "pause" : "play"} />{isRunning ? words.pause : words.resume}
    </Button>
  );
  return (
    <>
      <div className={styles.commands}>
        {phase === "lobby" ? <>{advance}{pause}</> : (
          <>
            {pause}
            {hasEnd && <div className={styles.times}>{[5, 1, -1].map((minutes) => <Button key={minutes} onPress={() => extend(minutes)}>{minutes > 0 ? words.more(minutes) : words.less(-minutes)}</Button>)}</div>}
            {before && <Button onPress={() => ask("phase.back", { leaving: phase }, { title: words.ask.back.title(title(before)), act: words.ask.back.act })}><Icon name="stepBack" />{words.back}</Button>}
            {advance}
          </>
        )}
      </div>
      <p className="t12 faint">{words.asksOnce}</p>
    </>
  );
}
