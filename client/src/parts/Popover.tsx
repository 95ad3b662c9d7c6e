/** A small panel that opens from a button, not modal to the work: it closes on Escape and on a press outside. */
import { cloneElement, lazy, type ReactElement, type ReactNode, Suspense, useRef, useState } from "react";

interface TriggerProps { ref?: React.Ref<HTMLButtonElement>; onPress?: () => void; "aria-haspopup"?: "dialog"; "aria-expanded"?: boolean }

const OpenPopover = lazy(() => import("./popovers").then((found) => ({ default: found.OpenPopover })));

export function Popover({ trigger, label, children, isOpen: isHeldOpen, onOpenChange }: { trigger: ReactElement<TriggerProps>; label: string; children: ReactNode | ((close: () => void) => ReactNode); isOpen?: boolean; onOpenChange?: (open: boolean) => void }) {
  const button = useRef<HTMLButtonElement>(null);
  const [isOwnOpen, setOwnOpen] = useState(false);
  const isOpen = isHeldOpen ?? isOwnOpen;
  const set = (open: boolean) => {
    setOwnOpen(open);
    onOpenChange?.(open);
  };
  return (
    <>
      {cloneElement(trigger, { ref: button, onPress: () => set(!isOpen), "aria-haspopup": "dialog", "aria-expanded": isOpen })}
      {isOpen && <Suspense fallback={null}><OpenPopover triggerRef={button} label={label} onClose={() => set(false)}>{typeof children === "function" ? children(() => set(false)) : children}</OpenPopover></Suspense>}
    </>
  );
}
