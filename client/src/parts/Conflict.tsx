/** Two people wrote the same line at once: both versions stay until someone chooses. */
import type { ReactNode } from "react";
import { Button } from "./Button";
import { Note } from "./Note";
import styles from "./Conflict.module.css";

export function Conflict({ title, theirs, mine, mineLabel, keepMine, takeTheirs, onKeepMine, onTakeTheirs }: { title: ReactNode; theirs: ReactNode; mine?: ReactNode; mineLabel?: ReactNode; keepMine: string; takeTheirs: string; onKeepMine: () => void; onTakeTheirs: () => void }) {
  return (
    <Note look="pen" icon="people" role="status">
      <p className="b">{title}</p>
      <p dir="auto" className={styles.text}>{theirs}</p>
      {mine !== undefined && <>{mineLabel && <p className="t12 faint">{mineLabel}</p>}<p dir="auto" className={styles.text}>{mine}</p></>}
      <div className="row wrap">
        <Button size="sm" onPress={onKeepMine}>{keepMine}</Button>
        <Button size="sm" onPress={onTakeTheirs}>{takeTheirs}</Button>
      </div>
    </Note>
  );
}
