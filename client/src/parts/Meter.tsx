/**
 * Amounts of a whole. `Meter` is a bar, with a mark for a threshold; `Ticks` draws units one by one;
 * `Gauge` is the value in serif, its limit in words, and the bar under it.
 */
import type { ReactNode } from "react";
import { Meter as AriaMeter } from "react-aria-components/Meter";
import { classes } from "./classes";
import styles from "./Meter.module.css";

export interface MeterProps { label: string; value: number; max: number; valueLabel?: string; mark?: number; look?: "ink" | "pen" | "critical"; className?: string }

export function Meter({ label, value, max, valueLabel, mark, look = "ink", className }: MeterProps) {
  const share = (part: number) => `${Math.max(0, Math.min(1, max > 0 ? part / max : 0)) * 100}%`;
  return (
    <AriaMeter aria-label={label} value={value} minValue={0} maxValue={max || 1} valueLabel={valueLabel} className={classes(styles.meter, className)} data-look={look}>
      <span className={styles.fill} style={{ inlineSize: share(value) }} />
      {mark !== undefined && <span className={styles.mark} style={{ insetInlineStart: share(mark) }} />}
    </AriaMeter>
  );
}

/** `spent` of `total` units: spent ones are solid, free ones outlined. */
export function Ticks({ label, spent, total, valueLabel, className }: { label: string; spent: number; total: number; valueLabel?: string; className?: string }) {
  return (
    <AriaMeter aria-label={label} value={spent} minValue={0} maxValue={total || 1} valueLabel={valueLabel} className={classes(styles.ticks, className)}>
      {Array.from({ length: Math.max(0, Math.round(total)) }, (_, unit) => <i key={unit} data-free={unit >= spent || undefined} />)}
    </AriaMeter>
  );
}

export function Gauge({ label, value, limit, children, className, ...meter }: Omit<MeterProps, "value" | "valueLabel"> & { label: string; value: ReactNode; amount: number; limit?: ReactNode; children?: ReactNode }) {
  const { amount, ...rest } = meter;
  return (
    <div className={classes(styles.gauge, className)}>
      <p className="t12 faint">{label}</p>
      <p className={styles.value}><span className={styles.number}>{value}</span>{limit && <span className="t12 faint">{limit}</span>}</p>
      <Meter label={label} value={amount} {...rest} />
      {children && <div className="t12 dim">{children}</div>}
    </div>
  );
}
