/**
 * Dragging an intervention: from the catalogue into a row, or a bar along its row or into another.
 *
 * With the pointer, the month is where the bar's start is dropped. With the keyboard there is no such place: a bar keeps
 * its month, something new takes the first that is possible.
 */
import { type DragEvent, type RefObject, useRef } from "react";
import { useDrag, useDrop, type TextDropItem } from "react-aria";
import { monthAt, monthStart } from "./calendar";

const type = "application/x-practicum-item";

export interface Dragged { item: string; /** The row that a bar left; undefined when it came from the catalogue. */ from?: string | null }

/** How far into what is dragged the pointer holds it, in pixels; null while the keyboard drags. */
let heldAt: number | null = null;

export function useDragged(dragged: Dragged, isDisabled: boolean, hasDragButton: boolean) {
  const { dragProps, dragButtonProps, isDragging } = useDrag({
    isDisabled,
    hasDragButton,
    getItems: () => [{ [type]: JSON.stringify(dragged), "text/plain": dragged.item }],
    getAllowedDropOperations: () => ["move"],
    onDragEnd: () => { heldAt = null; },
  });
  const hold = { onDragStartCapture: (event: DragEvent) => { heldAt = dragged.from === undefined ? 0 : event.clientX - event.currentTarget.getBoundingClientRect().left; } };
  return { dragProps: { ...dragProps, ...hold }, dragButtonProps, isDragging };
}

/** A row of the board takes what is dropped on it; `month` is null when the keyboard dropped it. */
export function useLaneDrop(isDisabled: boolean, onDrop: (dragged: Dragged, month: number | null) => void): { ref: RefObject<HTMLDivElement | null>; dropProps: object; isDropTarget: boolean } {
  const ref = useRef<HTMLDivElement | null>(null);
  const { dropProps, isDropTarget } = useDrop({
    ref,
    isDisabled,
    getDropOperation: (types) => (types.has(type) ? "move" : "cancel"),
    async onDrop(event) {
      const held = heldAt;
      const width = ref.current?.clientWidth ?? 0;
      const dropped = event.items.find((item): item is TextDropItem => item.kind === "text" && item.types.has(type));
      if (dropped === undefined) return;
      const dragged = JSON.parse(await dropped.getText(type)) as Dragged;
      onDrop(dragged, held === null || width === 0 ? null : monthAt((event.x - held) / width));
    },
  });
  return { ref, dropProps, isDropTarget };
}

/** The week of a dropped month, never before the first possible one. */
export function weekOfDrop(month: number, from: number): number {
  return Math.max(monthStart(month), from);
}
