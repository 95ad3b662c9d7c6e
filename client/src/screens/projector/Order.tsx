/** Who pitches, who comes next, and two minutes. */
import { TeamName } from "../../parts/Team";
import { teams, useFigure, useRecord } from "../../records";
import { text } from "../../text";
import { Countdown } from "./Work";
import styles from "./Projector.module.css";

export function Order() {
  const pitch = useRecord("pitch");
  const rows = useFigure(teams, []);
  const words = text.projector;
  if (pitch === undefined) return null;
  const at = (index: number) => rows.find((row) => row.team === pitch.order[index]);
  const now = at(pitch.current);
  const next = at(pitch.current + 1);
  if (now === undefined) return <div className={styles.work}><h1 className={styles.phase}>{words.pitched}</h1></div>;
  return (
    <div className={styles.work}>
      <p className={styles.small}>{words.pitching}</p>
      <h1 className={styles.speaker}><TeamName index={now.index} name={now.name} /></h1>
      <Countdown due={pitch.ends_due} shortMs={20_000} />
      {next && <p className={styles.following}>{words.next}: <TeamName index={next.index} name={next.name} /></p>}
    </div>
  );
}
