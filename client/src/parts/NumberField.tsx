/** A number with steppers: money, hours, months. The format is Intl's; arrow keys step. Fetched with the first one shown. */
import { type ComponentProps, lazy, Suspense } from "react";
import type { NumberField as AriaNumberField } from "react-aria-components/NumberField";
import { classes } from "./classes";
import { fieldStyles, type FieldWords } from "./Field";
import styles from "./NumberField.module.css";

export type NumberFieldProps = FieldWords & Omit<ComponentProps<typeof AriaNumberField>, "children" | "className" | "isInvalid"> & { className?: string };

const load = () => import("./numbers");
const SteppedNumber = lazy(load);

export function NumberField(props: NumberFieldProps) {
  // Its place is kept while it comes, so that nothing jumps.
  const place = (
    <div className={classes(fieldStyles.field, props.className)} aria-hidden="true">
      <span className={props.labelHidden ? "vh" : fieldStyles.label}>{props.label}</span>
      <span className={styles.group} />
    </div>
  );
  return <Suspense fallback={place}><SteppedNumber {...props} /></Suspense>;
}
