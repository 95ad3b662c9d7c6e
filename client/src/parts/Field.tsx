/**
 * One line or several lines of text, with a label, a hint and what went wrong.
 *
 * An error replaces nothing that was typed; it stands under the field, with an icon, and is read with it.
 */
import type { ComponentProps, ReactNode, Ref } from "react";
import { FieldError as AriaFieldError } from "react-aria-components/FieldError";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { Text as AriaText } from "react-aria-components/Text";
import { TextArea } from "react-aria-components/TextArea";
import { TextField as AriaTextField } from "react-aria-components/TextField";
import { classes } from "./classes";
import { Icon } from "./Icon";
import styles from "./Field.module.css";

export interface FieldWords {
  label: string;
  /** Keep the label for screen readers alone. */
  labelHidden?: boolean;
  hint?: ReactNode;
  /** What happened, then what to do. */
  error?: ReactNode;
}

export interface FieldProps extends FieldWords, Omit<ComponentProps<typeof AriaTextField>, "children" | "className" | "isInvalid"> {
  placeholder?: string;
  /** More than one makes a text area that grows with its text. */
  rows?: number;
  className?: string;
  inputRef?: Ref<HTMLInputElement & HTMLTextAreaElement>;
  /** Set in the serif of what people write: statements, notes. */
  serif?: boolean;
}

export function Field({ label, labelHidden, hint, error, placeholder, rows, className, inputRef, serif, ...rest }: FieldProps) {
  const input = classes(styles.input, serif && styles.serif);
  return (
    // "aria": the browser's own validation would keep a form from being sent again after a refusal.
    <AriaTextField validationBehavior="aria" {...rest} isInvalid={Boolean(error)} className={classes(styles.field, className)}>
      <Label className={labelHidden ? "vh" : styles.label}>{label}</Label>
      {rows ? <TextArea dir="auto" ref={inputRef} rows={rows} placeholder={placeholder} className={classes(input, styles.area)} data-rows={rows} /> : <Input dir={rest.type === "password" ? undefined : "auto"} ref={inputRef} placeholder={placeholder} className={input} />}
      <Help hint={hint} error={error} />
    </AriaTextField>
  );
}

/** The hint and the error under any field of React Aria's. */
export function Help({ hint, error }: Pick<FieldWords, "hint" | "error">) {
  return (
    <>
      {hint && <AriaText slot="description" className={styles.hint}>{hint}</AriaText>}
      {error && (
        <AriaFieldError className={styles.error}>
          <Icon name="warning" size={14} /><span>{error}</span>
        </AriaFieldError>
      )}
    </>
  );
}

export { styles as fieldStyles };
