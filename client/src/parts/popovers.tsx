/** An open popover, in a chunk of its own: `Popover.tsx` fetches it when the first one opens. */
import type { ReactNode, RefObject } from "react";
import { Dialog } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import menuStyles from "./Menu.module.css";
import styles from "./Popover.module.css";

export function OpenPopover({ triggerRef, label, onClose, children }: { triggerRef: RefObject<HTMLElement | null>; label: string; onClose: () => void; children: ReactNode }) {
  return (
    <Popover className={menuStyles.popover} isOpen triggerRef={triggerRef} onOpenChange={(open) => !open && onClose()}>
      <Dialog aria-label={label} className={styles.inside}>{children}</Dialog>
    </Popover>
  );
}
