/** The edge of the room's screen: the case and the code for late joiners above, what was said to all below. */
import type { PhaseName } from "../../app/phases";
import { nameOf, type See, useFigure, useRecord } from "../../records";
import { text } from "../../text";
import { joinAddress, spokenAddress } from "../room/address";
import styles from "./Projector.module.css";

export function Strip({ phase }: { phase: PhaseName }) {
  const session = useRecord("session");
  if (session === undefined) return null;
  return (
    <header className={styles.strip}>
      <span className={styles.brand}><span className={styles.pilcrow} aria-hidden="true">¶</span><bdi>{session.name}</bdi></span>
      {phase !== "lobby" && !session.ended && <span className={styles.late}>{spokenAddress(joinAddress(location.origin, ""))} <b>{session.code}</b></span>}
    </header>
  );
}

const lastSaid = (see: See) => {
  const key = see.keys("say").at(-1);
  return key === undefined ? null : (see.get(key as `say/${string}`) ?? null);
};

/** The last word to all stays until the next one or the next phase. */
export function Said() {
  const said = useFigure(lastSaid, []);
  const name = useFigure(nameOf(said?.by), [said?.by]);
  const started = useRecord("phase")?.started_due ?? 0;
  if (said === null || said.said_due < started) return null;
  return (
    <aside className={styles.said} aria-live="polite">
      <p dir="auto" className={styles.saidText}>{said.text}</p>
      {name !== "" && <p className={styles.saidBy}>{text.projector.saidBy(name)}</p>}
    </aside>
  );
}
