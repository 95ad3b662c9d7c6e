/** A tooltip that shows, in a chunk of its own: `Tooltip.tsx` fetches it with the first one. */
import type { ReactNode, RefObject } from "react";
import { Tooltip as AriaTooltip, TooltipTriggerStateContext } from "react-aria-components/Tooltip";
import { useTooltipTriggerState } from "react-stately/useTooltipTriggerState";
import styles from "./Tooltip.module.css";

export function OpenTooltip({ id, triggerRef, placement, onClose, children }: { id: string; triggerRef: RefObject<HTMLElement | null>; placement: "top" | "bottom" | "start" | "end"; onClose: () => void; children: ReactNode }) {
  // React Aria's tooltip reads its state from a trigger around it; ours stands alone, and brings the state itself.
  const state = useTooltipTriggerState({ isOpen: true, onOpenChange: (open) => !open && onClose() });
  return (
    <TooltipTriggerStateContext value={state}>
      <AriaTooltip triggerRef={triggerRef} placement={placement} offset={6} className={styles.tooltip}><span id={id}>{children}</span></AriaTooltip>
    </TooltipTriggerStateContext>
  );
}
