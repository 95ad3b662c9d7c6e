/** The screen in the room: how to join, where we are, how long is left, what was said to all, and in the end the picture. */
import { useMemo } from "react";
import { useTitle } from "../../app/title";
import { LiveContext, useLive, useRecord } from "../../records";
import { text } from "../../text";
import { Picture } from "../debrief/Picture";
import { asEverybody } from "./everybody";
import { Lobby } from "./Lobby";
import { Order } from "./Order";
import { Said, Strip } from "./Strip";
import { Work } from "./Work";
import { Year } from "./Year";
import styles from "./Projector.module.css";

export default function Projector() {
  const live = useLive();
  const everybody = useMemo(() => asEverybody(live), [live]);
  useTitle(text.projector.title);
  return <LiveContext value={everybody}><Room /></LiveContext>;
}

function Room() {
  const phase = useRecord("phase")?.phase ?? "lobby";
  const isEnded = useRecord("session")?.ended ?? false;
  return (
    <main id="main" tabIndex={0} className={styles.room} data-phase={phase}>
      {/* Nobody joins a debrief; the picture needs the height. */}
      {phase !== "debrief" && <Strip phase={phase} />}
      <div className={styles.stage}>
        {isEnded && phase !== "debrief" ? <p className={styles.thanks}>{text.projector.ended}</p>
          : phase === "lobby" ? <Lobby />
            : phase === "pitch" ? <Order />
              : phase === "run" ? <Year />
                : phase === "debrief" ? <Picture large />
                  : <Work phase={phase} />}
      </div>
      <Said />
    </main>
  );
}
