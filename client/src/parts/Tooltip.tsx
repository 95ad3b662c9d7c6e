/**
 * A word more about a control, on hover and on focus. It never holds what cannot be learnt elsewhere.
 *
 * Until it shows it is only its control; what draws it is fetched with the first one.
 */
import { cloneElement, lazy, type ReactElement, type ReactNode, Suspense, useEffect, useId, useRef, useState } from "react";

const OpenTooltip = lazy(() => import("./tooltips").then((found) => ({ default: found.OpenTooltip })));

const waitMs = 500;

interface ControlProps { ref?: React.Ref<HTMLButtonElement>; onHoverStart?: () => void; onHoverEnd?: () => void; onFocusChange?: (isFocused: boolean) => void; "aria-describedby"?: string }

export function Tooltip({ text, children, placement = "top" }: { text: ReactNode; children: ReactElement<ControlProps>; placement?: "top" | "bottom" | "start" | "end" }) {
  const control = useRef<HTMLButtonElement>(null);
  const id = useId();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => () => clearTimeout(timer.current), []);

  function open(afterMs: number) {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpen(true), afterMs);
  }
  function close() {
    clearTimeout(timer.current);
    setOpen(false);
  }
  return (
    <>
      {cloneElement(children, {
        ref: control, onHoverStart: () => open(waitMs), onHoverEnd: close, "aria-describedby": isOpen ? id : undefined,
        // A press focuses too; only the keyboard's focus asks for a word more.
        onFocusChange: (isFocused) => (isFocused && control.current?.matches(":focus-visible") ? open(0) : close()),
      })}
      {isOpen && <Suspense fallback={null}><OpenTooltip id={id} triggerRef={control} placement={placement} onClose={close}>{text}</OpenTooltip></Suspense>}
    </>
  );
}
