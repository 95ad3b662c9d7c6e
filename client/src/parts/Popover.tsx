/** A small panel that opens from a button, not modal to the work: it closes on Escape and on a press outside. */
import type { ReactNode } from "react";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Popover as AriaPopover } from "react-aria-components/Popover";
import menuStyles from "./Menu.module.css";
import styles from "./Popover.module.css";

export function Popover({ trigger, label, children, isOpen, onOpenChange }: { trigger: ReactNode; label: string; children: ReactNode | ((close: () => void) => ReactNode); isOpen?: boolean; onOpenChange?: (open: boolean) => void }) {
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      {trigger}
      <AriaPopover className={menuStyles.popover}>
        <Dialog aria-label={label} className={styles.inside}>
          {({ close }) => <>{typeof children === "function" ? children(close) : children}</>}
        </Dialog>
      </AriaPopover>
    </DialogTrigger>
  );
}
