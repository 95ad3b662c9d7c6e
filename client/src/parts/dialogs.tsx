/**
 * The dialogs themselves, in a chunk of their own: `Dialog.tsx` fetches it when the first one opens.
 *
 * A dialog takes the focus, keeps it and gives it back. It is for what a person asked for, never for what happens to them.
 *
 * A press beside a dialog closes it, but not the second of a double click, whose first one has only just opened it.
 *
 * `Confirm` names the thing that cannot be undone; the safe choice has the focus.
 * `SidePanel` is the same dialog at the side of the screen, a sheet from below on a phone.
 */
import { type ReactNode, useEffect, useRef } from "react";
import { Dialog as AriaDialog } from "react-aria-components/Dialog";
import { Heading } from "react-aria-components/Heading";
import { Modal, ModalOverlay } from "react-aria-components/Modal";
import { Button } from "./Button";
import { Icon } from "./Icon";
import styles from "./dialogs.module.css";

const doubleClickMs = 500;

/** Whether a press outside counts, from a moment after the opening. */
function useOutside(isOpen: boolean): () => boolean {
  const openedAt = useRef(0);
  useEffect(() => {
    if (isOpen) openedAt.current = performance.now();
  }, [isOpen]);
  return () => performance.now() - openedAt.current > doubleClickMs;
}

export interface DialogProps {
  isOpen: boolean;
  onClose: () => void;
  title: ReactNode;
  children: ReactNode;
  /** The row of buttons at the foot. */
  actions?: ReactNode;
  size?: "sm" | "md" | "lg";
  /** Gives the dialog a close button with this label. */
  closeLabel?: string;
  /** A dialog with text in it does not close by a press outside. */
  keep?: boolean;
}

export function Dialog({ isOpen, onClose, title, children, actions, size = "sm", closeLabel, keep }: DialogProps) {
  const counts = useOutside(isOpen);
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={(open) => !open && onClose()} isDismissable={!keep} shouldCloseOnInteractOutside={counts} className={styles.overlay}>
      <Modal className={styles.modal} data-size={size}>
        <Inside title={title} closeLabel={closeLabel} onClose={onClose} actions={actions}>{children}</Inside>
      </Modal>
    </ModalOverlay>
  );
}

export function SidePanel({ isOpen, onClose, title, children, actions, closeLabel, keep }: Omit<DialogProps, "size">) {
  const counts = useOutside(isOpen);
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={(open) => !open && onClose()} isDismissable={!keep} shouldCloseOnInteractOutside={counts} className={styles.overlay} data-side>
      <Modal className={styles.side}>
        <Inside title={title} closeLabel={closeLabel} onClose={onClose} actions={actions}>{children}</Inside>
      </Modal>
    </ModalOverlay>
  );
}

function Inside({ title, closeLabel, onClose, children, actions }: Pick<DialogProps, "title" | "closeLabel" | "onClose" | "children" | "actions">) {
  return (
    <AriaDialog className={styles.dialog}>
      <div className={styles.title}>
        <Heading slot="title" className="h3">{title}</Heading>
        {closeLabel && <Button look="quiet" size="sm" icon aria-label={closeLabel} onPress={onClose}><Icon name="close" /></Button>}
      </div>
      <div className={styles.body}>{children}</div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </AriaDialog>
  );
}

export interface ConfirmProps {
  isOpen: boolean;
  title: ReactNode;
  children?: ReactNode;
  /** The verb that names the act: "Sign", "End the session". */
  act: string;
  /** The safe choice: "Keep working". */
  stay: string;
  onAct: () => void;
  onStay: () => void;
  isPending?: boolean;
  isActDisabled?: boolean;
}

export function Confirm({ isOpen, title, children, act, stay, onAct, onStay, isPending, isActDisabled }: ConfirmProps) {
  const counts = useOutside(isOpen);
  return (
    <ModalOverlay isOpen={isOpen} onOpenChange={(open) => !open && onStay()} isDismissable shouldCloseOnInteractOutside={counts} className={styles.overlay}>
      <Modal className={styles.modal} data-size="sm">
        <AriaDialog role="alertdialog" className={styles.dialog}>
          <Heading slot="title" className="h3">{title}</Heading>
          {children && <div className={styles.body}>{children}</div>}
          <div className={styles.actions}>
            <Button autoFocus onPress={onStay}>{stay}</Button>
            <Button look="go" onPress={onAct} isPending={isPending} isDisabled={isActDisabled}>{act}</Button>
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
