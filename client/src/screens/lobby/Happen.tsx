/** What will happen: the phases with the times at which they come, where the reader is. */
import type { PhaseName } from "../../app/phases";
import { fitsADay, serverTime, useSecond } from "../../app/time";
import { Head } from "../../parts/Head";
import { useLive, useRecord } from "../../records";
import { format, text } from "../../text";
import type { Agenda, Case } from "../../wire/types.gen";
import styles from "./Lobby.module.css";

export function Happen() {
  const session = useRecord("session");
  const file = useRecord("case");
  const start = useStart();
  if (session === undefined || file === undefined) return null;
  const steps = session.agenda.filter((step) => step.phase !== "lobby");
  // Over days, with nights between, nobody knows when a phase will begin.
  const isADay = fitsADay(steps.reduce((sum, step) => sum + step.minutes, 0));
  return (
    <section className={styles.happen} aria-labelledby="happen">
      <Head id="happen" end={isADay ? text.lobby.times(zone()) : undefined}>{text.lobby.happen}</Head>
      <ol>
        {timed(steps, start).map(({ phase, minutes, at }, index) => (
          <li key={phase}>
            <span className={styles.time}>{isADay ? format.timeOfDay(at) : index + 1}</span>
            <span className={styles.name}>{text.shell.phase[phase]}</span>
            <span className="dim">{about(phase, file)}</span>
            <span className={styles.length}>{format.minutes(minutes)}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** When the first phase begins, as far as one can know: the lobby's end, or now when it is late or has none. */
function useStart(): number {
  const live = useLive();
  const phase = useRecord("phase");
  const clock = useRecord("clock");
  useSecond();
  const now = live.now();
  const ends = phase?.ends_due ?? null;
  if (clock === undefined || ends === null) return now;
  return Math.max(now, serverTime({ ...clock, running: true }, ends) ?? now);
}

function timed(steps: readonly Agenda[], start: number) {
  let at = start;
  return steps.map((step) => {
    const begins = at;
    at += step.minutes * 60_000;
    return { ...step, at: begins };
  });
}

function about(phase: PhaseName, file: Case): string {
  if (phase === "diagnose") return text.lobby.about.diagnose(format.hours(file.analyst_hours));
  if (phase === "design") return text.lobby.about.design(format.money(file.budget, file.currency));
  return text.lobby.about[phase];
}

/** "London" from "Europe/London". */
function zone(): string {
  const name = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (name.split("/").at(-1) ?? name).replaceAll("_", " ");
}
