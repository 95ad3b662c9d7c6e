/**
 * The sign-off bar: the statement, the faces, how many agreed, one button. Always in view at the foot of the work.
 *
 * The caller gives every word and decides what the button does; the bar only keeps the places. A slim bar is one row, for a
 * statement that is a remark and not the team's own text.
 */
import type { ReactNode } from "react";
import { classes } from "./classes";
import styles from "./SignOff.module.css";

export function SignOff({ label, above, statement, edit, count, aside, faces, notice, action, isSlim, className }: {
  label: string;
  /** Over the statement: "Our problem statement" */
  above?: ReactNode;
  statement: ReactNode;
  edit?: ReactNode;
  /** "3 of 5 agreed" */
  count: ReactNode;
  /** At the end of that line: "19 of 20 votes in" */
  aside?: ReactNode;
  faces: ReactNode;
  /** "Changed since you signed, by Hanna" */
  notice?: ReactNode;
  action: ReactNode;
  isSlim?: boolean;
  className?: string;
}) {
  return (
    <section className={classes(styles.bar, className)} aria-label={label} data-slim={isSlim || undefined}>
      <div className={styles.text}>
        {(above || edit) && <p className={styles.above}><span className="t12 faint">{above}</span>{edit}</p>}
        {/* A long statement scrolls here, so the keyboard must reach it. */}
        {isSlim ? <p className={styles.remark}>{statement}</p> : <div className={styles.statement} tabIndex={0} role="group" aria-label={label}>{statement}</div>}
      </div>
      <div className={styles.sign}>
        <p className={styles.count}><span>{count}</span>{aside && <span className="t12 faint">{aside}</span>}</p>
        {notice && <div className={styles.notice}>{notice}</div>}
        <div className={styles.act}>{faces}{action}</div>
      </div>
    </section>
  );
}
