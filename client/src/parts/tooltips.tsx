/** A tooltip that shows, in a chunk of its own: `Tooltip.tsx` fetches it with the first one. */
import type { ReactNode, RefObject } from "react";
import { Tooltip as AriaTooltip } from "react-aria-components/Tooltip";
import styles from "./Tooltip.module.css";

export function OpenTooltip({ id, triggerRef, placement, onClose, children }: { id: string; triggerRef: RefObject<HTMLElement | null>; placement: "top" | "bottom" | "start" | "end"; onClose: () => void; children: ReactNode }) {
  return <AriaTooltip isOpen triggerRef={triggerRef} placement={placement} offset={6} onOpenChange={(open) => !open && onClose()} className={styles.tooltip}><span id={id}>{children}</span></AriaTooltip>;
}
