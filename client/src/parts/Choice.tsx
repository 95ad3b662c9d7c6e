/** Checkbox and switch: native inputs under our own marks. */
import type { ComponentProps, ReactNode } from "react";
import { Checkbox as AriaCheckbox } from "react-aria-components/Checkbox";
import { Switch as AriaSwitch } from "react-aria-components/Switch";
import { classes } from "./classes";
import { Icon } from "./Icon";
import styles from "./Choice.module.css";

export function Checkbox({ children, className, ...rest }: Omit<ComponentProps<typeof AriaCheckbox>, "children" | "className"> & { children: ReactNode; className?: string }) {
  return (
    <AriaCheckbox {...rest} className={classes(styles.choice, className)}>
      <span className={styles.box}><Icon name="check" size={12} /></span>
      <span>{children}</span>
    </AriaCheckbox>
  );
}

/** On or off at once, without a save. The words stand before the switch. */
export function Switch({ children, className, ...rest }: Omit<ComponentProps<typeof AriaSwitch>, "children" | "className"> & { children: ReactNode; className?: string }) {
  return (
    <AriaSwitch {...rest} className={classes(styles.switch, className)}>
      <span>{children}</span>
      <span className={styles.track} />
    </AriaSwitch>
  );
}
