/**
 * An event that arrived: document stock with a thick edge, at the top of the work. Never modal; "Later" is the caller's to offer.
 *
 * It is a region that F6 reaches (React Aria's landmarks), announced by the caller once with its title.
 */
import type { ReactNode } from "react";
import { classes } from "./classes";
import { Icon, type IconName } from "./Icon";
import styles from "./Slip.module.css";

export function Slip({ icon = "mail", meta, title, children, actions, label, className }: { icon?: IconName; meta?: ReactNode; title: ReactNode; children?: ReactNode; actions?: ReactNode; label: string; className?: string }) {
  return (
    <section className={classes(styles.slip, className)} aria-label={label} data-slip tabIndex={-1}>
      <Icon name={icon} size={20} />
      <div className={styles.body}>
        {meta && <p className="t12 faint">{meta}</p>}
        <p className={styles.title}>{title}</p>
        {children}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </section>
  );
}
