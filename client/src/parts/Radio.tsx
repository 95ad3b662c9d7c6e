/** Radio group: native inputs under our own marks, in a file of its own since few screens need it. */
import type { ComponentProps, ReactNode } from "react";
import { Label } from "react-aria-components/Label";
import { Radio as AriaRadio, RadioGroup as AriaRadioGroup } from "react-aria-components/RadioGroup";
import { classes } from "./classes";
import { type FieldWords, fieldStyles, Help } from "./Field";
import styles from "./Choice.module.css";

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
