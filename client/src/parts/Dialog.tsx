/**
 * Dialogs, fetched when the first one opens: most screens are used for minutes before that.
 *
 * A dialog takes the focus, keeps it and gives it back. It is for what a person asked for, never for what happens to
 * them. `Confirm` names the thing that cannot be undone; the safe choice has the focus. `SidePanel` is the same dialog at
 * the side of the screen, a sheet from below on a phone.
 */
import { type ComponentType, lazy, Suspense, useState } from "react";
import type { ConfirmProps, DialogProps } from "./dialogs";

const load = () => import("./dialogs");

export const Dialog = gated<DialogProps>(lazy(() => load().then((found) => ({ default: found.Dialog }))));
export const SidePanel = gated<Omit<DialogProps, "size">>(lazy(() => load().then((found) => ({ default: found.SidePanel }))));
export const Confirm = gated<ConfirmProps>(lazy(() => load().then((found) => ({ default: found.Confirm }))));

/** Nothing until it first opens; from then on the dialog itself, which can then also close with a movement. */
function gated<Props extends { isOpen: boolean }>(Real: ComponentType<Props>) {
  return function Gate(props: Props) {
    const [wasOpen, setWasOpen] = useState(props.isOpen);
    if (props.isOpen && !wasOpen) setWasOpen(true);
    return wasOpen ? <Suspense fallback={null}><Real {...props} /></Suspense> : null;
  };
}

export type { ConfirmProps, DialogProps } from "./dialogs";
