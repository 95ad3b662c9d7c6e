/** A text of the case, with the head of a letter set as one when it has it. */
import { useMemo } from "react";
import { classes } from "../../parts/classes";
import { Markdown } from "../../parts/Markdown";
import { useLang } from "../../records";
import { letterOf } from "./letter";
import styles from "./Letter.module.css";

export function Letter({ source, level = 3, className }: { source: string; level?: 2 | 3 | 4; className?: string }) {
  const { head, body } = useMemo(() => letterOf(source), [source]);
  return (
    <div className={classes(styles.letter, className)} lang={useLang()}>
      {head.length > 0 && <dl className={styles.head}>{head.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>}
      <Markdown source={body} level={level} />
    </div>
  );
}
