/** The year in its steps: which months have been played. No team's figures are on this screen. */
import { Icon } from "../../parts/Icon";
import { useRecord } from "../../records";
import { text } from "../../text";
import { Countdown } from "./Work";
import styles from "./Projector.module.css";

export function Year() {
  const run = useRecord("run");
  const words = text.projector;
  const steps = run?.steps ?? 4;
  const months = 12 / steps;
  return (
    <div className={styles.work}>
      <h1 className={styles.phase}>{text.shell.phase.run}</h1>
      <ol className={styles.year}>
        {Array.from({ length: steps }, (_, step) => {
          const state = run === undefined || step >= run.wanted ? "ahead" : step < run.step ? "played" : "playing";
          return <li key={step} data-state={state} aria-current={state === "playing" ? "step" : undefined}><b>{words.months(step * months + 1, (step + 1) * months)}</b><span className={styles.stepState}>{state === "played" && <Icon name="check" size={20} />}{words[state]}</span></li>;
        })}
      </ol>
      <Countdown />
      <p className={styles.now}>{words.now.run}</p>
    </div>
  );
}
