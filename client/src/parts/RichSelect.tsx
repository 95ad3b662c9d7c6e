/** A list whose choices carry a mark before their words; `Select` fetches it when one is shown. */
import { Button } from "react-aria-components/Button";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { Select as AriaSelect, SelectValue } from "react-aria-components/Select";
import { classes } from "./classes";
import { fieldStyles, Help } from "./Field";
import { Icon } from "./Icon";
import type { SelectProps } from "./Select";
import menuStyles from "./Menu.module.css";
import styles from "./Select.module.css";

export function RichSelect({ label, labelHidden, hint, error, choices, value, onChange, className, isDisabled }: SelectProps) {
  return (
    <AriaSelect validationBehavior="aria" isDisabled={isDisabled} value={value} onChange={(key) => key !== null && onChange(String(key))} isInvalid={Boolean(error)} className={classes(fieldStyles.field, className)}>
      <Label className={labelHidden ? "vh" : fieldStyles.label}>{label}</Label>
      <Button className={styles.button}><SelectValue className={styles.value} /><Icon name="down" size={14} /></Button>
      <Help hint={hint} error={error} />
      <Popover className={menuStyles.popover}>
        <ListBox className={menuStyles.menu}>
          {choices.map((choice) => (
            <ListBoxItem key={choice.id} id={choice.id} textValue={choice.text} isDisabled={choice.isDisabled} className={menuStyles.item}>
              {choice.before}<span>{choice.text}</span><Icon name="check" size={14} className={menuStyles.tick} />
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
