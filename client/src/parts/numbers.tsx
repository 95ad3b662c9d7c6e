/** The number field itself, in a chunk of its own with what reads numbers: `NumberField.tsx` fetches it with the first one. */
import { Button } from "react-aria-components/Button";
import { Group } from "react-aria-components/Group";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { NumberField as AriaNumberField } from "react-aria-components/NumberField";
import { classes } from "./classes";
import { fieldStyles, Help } from "./Field";
import { Icon } from "./Icon";
import type { NumberFieldProps } from "./NumberField";
import styles from "./NumberField.module.css";

export default function SteppedNumber({ label, labelHidden, hint, error, className, ...rest }: NumberFieldProps) {
  return (
    <AriaNumberField validationBehavior="aria" {...rest} isInvalid={Boolean(error)} className={classes(fieldStyles.field, className)}>
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
