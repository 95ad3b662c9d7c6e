/**
 * A menu on a button: the path that needs no drag and no hover.
 *
 * Until it opens it is only its button: a map of three hundred cards carries three hundred buttons, not three hundred
 * menus, and what draws a menu is fetched with the first one.
 */
import { cloneElement, lazy, type ReactElement, type ReactNode, Suspense, useRef, useState } from "react";

export interface MenuEntry {
  id: string;
  text: string;
  /** What stands before the words. */
  before?: ReactNode;
  /** What stands at the end: a key, "now here". */
  after?: ReactNode;
  isDisabled?: boolean;
  /** Set for what removes something. */
  isCritical?: boolean;
  onAct: () => void;
}
export interface MenuGroup { title?: string; entries: readonly MenuEntry[] }

const OpenMenu = lazy(() => import("./menus").then((found) => ({ default: found.OpenMenu })));

/** What a menu gives its button; any button of ours takes it. */
interface TriggerProps { ref?: React.Ref<HTMLButtonElement>; onPress?: () => void; "aria-haspopup"?: "menu"; "aria-expanded"?: boolean }

/** `trigger` is one `Button`; the menu opens under it and flips to stay in view. */
export function Menu({ trigger, groups, label }: { trigger: ReactElement<TriggerProps>; groups: readonly MenuGroup[]; label: string }) {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {cloneElement(trigger, { ref: button, onPress: () => setOpen(true), "aria-haspopup": "menu", "aria-expanded": isOpen })}
      {isOpen && <Suspense fallback={null}><OpenMenu triggerRef={button} groups={groups} label={label} onClose={() => setOpen(false)} /></Suspense>}
    </>
  );
}
