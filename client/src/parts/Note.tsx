/** A quiet remark inside the work. `cau` and `cri` carry a warning sign, `pen` an i, `pos` a tick. */
import type { ReactNode } from "react";
import { classes } from "./classes";
import { Icon, type IconName } from "./Icon";
import styles from "./Note.module.css";

const icons = { plain: "info", pen: "info", cau: "warning", cri: "warning", pos: "check" } as const;

export function Note({ look = "plain", icon, children, className, role }: { look?: keyof typeof icons; icon?: IconName; children: ReactNode; className?: string; role?: "status" | "alert" }) {
  return <div className={classes(styles.note, className)} data-look={look} role={role}><Icon name={icon ?? icons[look]} /><div className={styles.body}>{children}</div></div>;
}

/** Nothing here yet: what belongs here, and how to begin. */
export function Empty({ title, isPage, children, actions, className }: { title: ReactNode; /** It is all that the page says: its title is the page's. */ isPage?: boolean; children?: ReactNode; actions?: ReactNode; className?: string }) {
  return (
    <div className={classes(styles.empty, className)}>
      {isPage ? <h1 className="h3">{title}</h1> : <p className="h3">{title}</p>}
      {children && <div className="t13 dim">{children}</div>}
      {actions && <div className="row wrap">{actions}</div>}
    </div>
  );
}
