/**
 * A button. `go` is the one next step of a panel, `pen` a second path, `plain` everything else, `quiet` text alone.
 *
 * `Toggle.tsx` has the one that stays pressed. A button that waits says so by `isPending`; it keeps its place and its focus.
 */
import { type ComponentProps, type Ref } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { Link as AriaLink } from "react-aria-components/Link";
import { classes } from "./classes";
import styles from "./Button.module.css";

export interface ButtonLook {
  look?: "go" | "pen" | "plain" | "quiet";
  size?: "sm" | "md" | "lg";
  /** A square button with an icon alone; give it an `aria-label`. */
  icon?: boolean;
  /** As wide as its container. */
  wide?: boolean;
  className?: string;
}

export function Button({ look, size, icon, wide, className, ...rest }: ButtonLook & Omit<ComponentProps<typeof AriaButton>, "className"> & { ref?: Ref<HTMLButtonElement> }) {
  return <AriaButton {...rest} className={classes(styles.button, className)} {...dataOf({ look, size, icon, wide })} />;
}

/** A link that looks like a button, for what leads to another page. */
export function ButtonLink({ look, size, icon, wide, className, ...rest }: ButtonLook & Omit<ComponentProps<typeof AriaLink>, "className">) {
  return <AriaLink {...rest} className={classes(styles.button, className)} {...dataOf({ look, size, icon, wide })} />;
}

/** How a button looks, as data for its style sheet. */
export function dataOf({ look = "plain", size = "md", icon, wide }: ButtonLook) {
  return { "data-look": look, "data-size": size, "data-icon": icon || undefined, "data-wide": wide || undefined };
}
