/** A word more about a control, on hover and on focus. It never holds what cannot be learnt elsewhere. */
import type { ReactNode } from "react";
import { Tooltip as AriaTooltip, TooltipTrigger } from "react-aria-components/Tooltip";
import styles from "./Tooltip.module.css";

export function Tooltip({ text, children, placement = "top" }: { text: ReactNode; children: ReactNode; placement?: "top" | "bottom" | "start" | "end" }) {
  return (
    <TooltipTrigger delay={500}>
      {children}
      <AriaTooltip className={styles.tooltip} placement={placement} offset={6}>{text}</AriaTooltip>
    </TooltipTrigger>
  );
}
