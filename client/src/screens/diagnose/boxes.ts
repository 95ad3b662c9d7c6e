/** The six boxes of the cause map, in their places: the environment's three above, the person's three below. */
import type { Box } from "../../wire/types.gen";

export const boxes: readonly Box[] = ["information", "resources", "incentives", "knowledge", "capacity", "motives"];
export const boxesInRow = 3;

export type Arrow = "ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight" | "Home" | "End";
export interface Stop { box: number; index: number }

/**
 * The stop that an arrow leads to, on a map whose boxes hold so many stops each (its cards and its "Add a cause").
 *
 * Up and down run through a box and on into the one above or below; left and right keep the height. Home and End lead to
 * the first and last stop of the box. At an edge one stays.
 */
export function nextStop(counts: readonly number[], at: Stop, arrow: Arrow): Stop {
  const count = counts[at.box] ?? 0;
  const inBox = (box: number, index: number): Stop => ({ box, index: Math.max(0, Math.min((counts[box] ?? 1) - 1, index)) });
  switch (arrow) {
    case "Home": return inBox(at.box, 0);
    case "End": return inBox(at.box, count - 1);
    case "ArrowLeft": return at.box % boxesInRow > 0 ? inBox(at.box - 1, at.index) : at;
    case "ArrowRight": return at.box % boxesInRow < boxesInRow - 1 ? inBox(at.box + 1, at.index) : at;
    case "ArrowUp":
      if (at.index > 0) return inBox(at.box, at.index - 1);
      return at.box >= boxesInRow ? inBox(at.box - boxesInRow, Number.POSITIVE_INFINITY) : at;
    case "ArrowDown":
      if (at.index < count - 1) return inBox(at.box, at.index + 1);
      return at.box + boxesInRow < counts.length ? inBox(at.box + boxesInRow, 0) : at;
  }
}
