/** While teams work: where we are and how long is left, and nothing else. */
import type { PhaseName } from "../../app/phases";
import { useCountdown } from "../../app/time";
import { isReady, people, type See, useFigure, useRecord } from "../../records";
import { format, text } from "../../text";
import styles from "./Projector.module.css";

const readyOfAll = (see: See) => {
  const all = people(see);
  return { ready: all.filter((person) => isReady(person.seat)(see)).length, of: all.length };
};

export function Work({ phase }: { phase: PhaseName }) {
  const ready = useFigure(readyOfAll, []);
  const words = text.projector;
  return (
    <div className={styles.work}>
      <h1 className={styles.phase}>{text.shell.phase[phase]}</h1>
      <Countdown />
      <p className={styles.now}>{words.now[phase]}</p>
      {phase === "brief" && ready.of > 0 && <p className={styles.small}>{words.ready(ready.ready, ready.of)}</p>}
    </div>
  );
}

/** `shortMs`: from when on it presses. */
export function Countdown({ due, shortMs = 120_000 }: { due?: number | null; shortMs?: number }) {
  const ends = useRecord("phase")?.ends_due;
  const isRunning = useRecord("clock")?.running ?? true;
  const left = useCountdown(due === undefined ? ends : due);
  if (left === null) return null;
  const words = text.projector;
  return (
    <div>
      <p className={styles.clock} role="timer" aria-label={text.shell.timeLeft} data-short={left < shortMs || undefined} data-paused={!isRunning || undefined}>{format.clockText(left)}</p>
      {!isRunning ? <p className={styles.state} role="status">{words.paused}</p> : left < 0 ? <p className={styles.state} role="status">{words.over}</p> : null}
    </div>
  );
}
