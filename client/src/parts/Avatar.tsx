/**
 * A person: initials on neutral. You are in pen, someone away is dashed, someone who agreed has a tick.
 *
 * Under 24 pixels one letter stands, with the name beside it. `label` is what a screen reader hears: the name and the state.
 */
import type { ReactNode } from "react";
import { classes } from "./classes";
import { Icon } from "./Icon";
import styles from "./Avatar.module.css";

export interface AvatarProps { name: string; label?: string; size?: "xs" | "sm" | "md" | "lg"; isMe?: boolean; isAway?: boolean; isAgreed?: boolean; className?: string }

export function Avatar({ name, label, size = "md", isMe, isAway, isAgreed, className }: AvatarProps) {
  return (
    <span className={classes(styles.avatar, className)} role="img" aria-label={label ?? name} title={label ?? name} data-size={size} data-me={isMe || undefined} data-away={isAway || undefined}>
      <span aria-hidden="true">{initials(name, size === "xs" ? 1 : 2)}</span>
      {isAgreed && <span className={styles.ok} aria-hidden="true"><Icon name="check" size={12} /></span>}
    </span>
  );
}

/** Faces beside each other. */
export function Faces({ children, className }: { children: ReactNode; className?: string }) {
  return <span className={classes(styles.faces, className)}>{children}</span>;
}

/** The first letters of the first and the last word. */
export function initials(name: string, count: 1 | 2): string {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = [...(words[0] ?? "?")][0] ?? "?";
  const last = words.length > 1 ? ([...(words.at(-1) ?? "")][0] ?? "") : "";
  return (count === 1 ? first : first + last).toLocaleUpperCase();
}
