/**
 * One of several, in a list that opens. For two to five choices prefer `RadioGroup`: all of them in view.
 *
 * A list of words is the browser's own: it is small, and at home on every phone. A list whose choices carry a mark (a
 * team's glyph) is drawn by us, and fetched when it is first shown.
 */
import { lazy, type ReactNode, Suspense, useId } from "react";
import { classes } from "./classes";
import { fieldStyles, type FieldWords } from "./Field";
import { Icon } from "./Icon";
import styles from "./Select.module.css";

export interface Choice {
  id: string;
  text: string;
  /** What stands before the words: a glyph, a tag. */
  before?: ReactNode;
  isDisabled?: boolean;
}

export interface SelectProps extends FieldWords {
  choices: readonly Choice[];
  value: string | null;
  onChange: (id: string) => void;
  isDisabled?: boolean;
  className?: string;
}

const RichSelect = lazy(() => import("./RichSelect").then((found) => ({ default: found.RichSelect })));

export function Select(props: SelectProps) {
  if (!props.choices.some((choice) => choice.before)) return <PlainSelect {...props} />;
  return <Suspense fallback={<PlainSelect {...props} />}><RichSelect {...props} /></Suspense>;
}

function PlainSelect({ label, labelHidden, hint, error, choices, value, onChange, isDisabled, className }: SelectProps) {
  const id = useId();
  return (
    <div className={classes(fieldStyles.field, className)}>
      <label htmlFor={id} className={labelHidden ? "vh" : fieldStyles.label}>{label}</label>
      <span className={styles.around}>
        <select
          id={id} className={styles.select} value={value ?? ""} disabled={isDisabled} onChange={(event) => onChange(event.target.value)}
          aria-invalid={error ? true : undefined} aria-describedby={[hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined}
        >
          {value === null && <option value="" disabled hidden />}
          {choices.map((choice) => <option key={choice.id} value={choice.id} disabled={choice.isDisabled}>{choice.text}</option>)}
        </select>
        <Icon name="down" size={14} className={styles.arrow} />
      </span>
      {hint && <p id={`${id}-hint`} className={fieldStyles.hint}>{hint}</p>}
      {error && <p id={`${id}-error`} className={fieldStyles.error}><Icon name="warning" size={14} /><span>{error}</span></p>}
    </div>
  );
}
