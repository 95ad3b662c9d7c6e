/** An exhibit's recording, played by the browser's own controls; its transcript is the exhibit's text. */
import { useState } from "react";
import { Button } from "../../parts/Button";
import { Note } from "../../parts/Note";
import { text } from "../../text";
import type { RecordingShown } from "../../wire/types.gen";
import { useAsset } from "./useAsset";
import styles from "./Picture.module.css";

export function Recording({ recording, title }: { recording: RecordingShown; title: string }) {
  const words = text.attached.recording;
  const { url, isFailed, again } = useAsset(recording.asset);
  const [isBroken, setBroken] = useState(false);
  return (
    <div className={styles.recording}>
      {isFailed || isBroken
        ? <Note look="cau" role="status"><p>{isBroken ? words.broken : words.failed}</p>{!isBroken && <Button size="sm" onPress={again}>{words.again}</Button>}</Note>
        : url === null
          ? <p className={styles.coming} role="status">{words.coming}</p>
          : <audio className={styles.player} controls preload="metadata" src={url} aria-label={words.label(title)} onError={() => setBroken(true)} />}
      <h3 className="h4">{words.transcript}</h3>
    </div>
  );
}
