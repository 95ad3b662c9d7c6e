/** The head of a section: a hairline with a short thick rule, as over a printed table. */
import type { ReactNode } from "react";
import { classes } from "./classes";
import styles from "./Head.module.css";

export function Head({ children, end, level = 2, id, className }: { children: ReactNode; end?: ReactNode; level?: 2 | 3 | 4; id?: string; className?: string }) {
  const Title = `h${level}` as const;
  return <div className={classes(styles.head, className)}><Title className="h4" id={id}>{children}</Title>{end !== undefined && <span className={styles.end}>{end}</span>}</div>;
}
