/** Treated, found or missed: a mark by shape, with its words for those who listen, and the points that were bet on it. */
import { format, text } from "../../text";
import styles from "./Picture.module.css";

type Is = "treated" | "found" | "missed";

export function Standing({ is, points, bare }: { is: Is; points?: number; bare?: boolean }) {
  const said = points === undefined || points < 0.5 ? null : format.number(points, 0);
  return (
    <span className={styles.standing} data-is={is}>
      <svg viewBox="0 0 20 20" width="22" height="22" aria-hidden="true">{marks[is]}</svg>
      {!bare && <span className="vh">{text.debrief.key[is]}{said !== null && `, ${text.debrief.points(said)}`}</span>}
      {said !== null && <small aria-hidden="true">{text.debrief.pointsShort(said)}</small>}
    </span>
  );
}

const marks = {
  treated: <><circle cx="10" cy="10" r="9" className={styles.solid} /><path d="M5.5 10.5l3 3 6-6.5" className={styles.tick} /></>,
  found: <><circle cx="10" cy="10" r="8" className={styles.ring} /><path d="M10 2a8 8 0 000 16z" className={styles.solid} /></>,
  missed: <circle cx="10" cy="10" r="8" className={styles.dashed} />,
};
