/** A button that stays pressed, with the looks of a button. */
import type { ComponentProps } from "react";
import { ToggleButton as AriaToggleButton } from "react-aria-components/ToggleButton";
import { type ButtonLook, dataOf } from "./Button";
import { classes } from "./classes";
import styles from "./Button.module.css";

export function Toggle({ look, size, icon, wide, className, ...rest }: ButtonLook & Omit<ComponentProps<typeof AriaToggleButton>, "className">) {
  return <AriaToggleButton {...rest} className={classes(styles.button, className)} {...dataOf({ look, size, icon, wide })} />;
}
