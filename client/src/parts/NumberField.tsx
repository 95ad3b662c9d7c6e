/** A number with steppers: money, hours, months. The format is Intl's; arrow keys step. */
import type { ComponentProps } from "react";
import { Button } from "react-aria-components/Button";
import { Group } from "react-aria-components/Group";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { NumberField as AriaNumberField } from "react-aria-components/NumberField";
import { classes } from "./classes";
import { type FieldWords, fieldStyles, Help } from "./Field";
import { Icon } from "./Icon";
import styles from "./NumberField.module.css";

export type NumberFieldProps = FieldWords & Omit<ComponentProps<typeof AriaNumberField>, "children" | "className" | "isInvalid"> & { className?: string };

export function NumberField({ label, labelHidden, hint, error, className, ...rest }: NumberFieldProps) {
  return (
    <AriaNumberField {...rest} isInvalid={Boolean(error)} className={classes(fieldStyles.field, className)}>
      <Label className={labelHidden ? "vh" : fieldStyles.label}>{label}</Label>
      <Group className={styles.group}>
        <Button slot="decrement" className={styles.step}><Icon name="minus" size={14} /></Button>
        <Input className={classes(styles.input, "num")} />
        <Button slot="increment" className={styles.step}><Icon name="plus" size={14} /></Button>
      </Group>
      <Help hint={hint} error={error} />
    </AriaNumberField>
  );
}
