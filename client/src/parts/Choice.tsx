/** Checkbox, switch and radio group: native inputs under our own marks. */
import type { ComponentProps, ReactNode } from "react";
import { Checkbox as AriaCheckbox } from "react-aria-components/Checkbox";
import { Label } from "react-aria-components/Label";
import { Radio as AriaRadio, RadioGroup as AriaRadioGroup } from "react-aria-components/RadioGroup";
import { Switch as AriaSwitch } from "react-aria-components/Switch";
import { classes } from "./classes";
import { type FieldWords, fieldStyles, Help } from "./Field";
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

export interface RadioChoice { id: string; text: ReactNode; hint?: ReactNode; isDisabled?: boolean }

export function RadioGroup({ label, labelHidden, hint, error, choices, className, row, ...rest }: FieldWords & { choices: readonly RadioChoice[]; className?: string; row?: boolean } & Omit<ComponentProps<typeof AriaRadioGroup>, "children" | "className" | "isInvalid">) {
  return (
    <AriaRadioGroup validationBehavior="aria" {...rest} isInvalid={Boolean(error)} className={classes(fieldStyles.field, className)}>
      <Label className={labelHidden ? "vh" : fieldStyles.label}>{label}</Label>
      <div className={styles.radios} data-row={row || undefined}>
        {choices.map((choice) => (
          <AriaRadio key={choice.id} value={choice.id} isDisabled={choice.isDisabled} className={styles.choice}>
            <span className={styles.dot} />
            <span>{choice.text}{choice.hint && <span className={styles.hint}>{choice.hint}</span>}</span>
          </AriaRadio>
        ))}
      </div>
      <Help hint={hint} error={error} />
    </AriaRadioGroup>
  );
}
