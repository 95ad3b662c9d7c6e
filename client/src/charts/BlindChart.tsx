/** What was not measured, at full size: the frame of a real chart, dashed and hatched, with why it matters. */
import { type ReactNode, useId } from "react";
import { Icon } from "../parts/Icon";
import { text } from "../text";
import styles from "./Chart.module.css";

export function BlindChart({ children, height = 200 }: { children?: ReactNode; height?: number }) {
  return (
    <div className={styles.blind} style={{ minHeight: height }}>
      <Hatch />
      <div className={styles.blindWords}><Icon name="eyeOff" size={20} /><b>{text.charts.blind}</b>{children && <div>{children}</div>}</div>
    </div>
  );
}

/** Hatching that fills its box: emptiness that is meant. */
export function Hatch() {
  const id = useId();
  return (
    <svg className={styles.hatch} width="100%" height="100%" aria-hidden="true">
      <defs><pattern id={id} width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line x1="0" y1="0" x2="0" y2="9" /></pattern></defs>
      <rect width="100%" height="100%" fill={`url(#${id})`} stroke="none" />
    </svg>
  );
}
