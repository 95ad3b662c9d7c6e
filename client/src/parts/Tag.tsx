/** A short state in words: "Open", "Signed", "Late". An icon travels with every colour. */
import type { ReactNode } from "react";
import { classes } from "./classes";
import { Icon, type IconName } from "./Icon";
import styles from "./Tag.module.css";

export function Tag({ look = "plain", icon, children, className }: { look?: "plain" | "pos" | "cau" | "cri" | "pen"; icon?: IconName; children: ReactNode; className?: string }) {
  return <span className={classes(styles.tag, className)} data-look={look}>{icon && <Icon name={icon} size={12} />}{children}</span>;
}
