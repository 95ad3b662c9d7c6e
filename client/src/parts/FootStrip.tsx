/** The strip at the foot of the screen, for what concerns the whole page: no connection, what came back, what went wrong. */
import type { ReactNode } from "react";
import { classes } from "./classes";
import { Icon, type IconName } from "./Icon";
import styles from "./FootStrip.module.css";

export function FootStrip({ look = "ink", icon, title, children, actions, className }: { look?: "ink" | "pos" | "cri"; icon?: IconName; title?: ReactNode; children?: ReactNode; actions?: ReactNode; className?: string }) {
  return (
    <div className={classes(styles.strip, className)} data-look={look} data-screen-only>
      <Icon name={icon ?? (look === "pos" ? "check" : "warning")} />
      <p className={styles.words}>{title && <b>{title}</b>} {children}</p>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
}
