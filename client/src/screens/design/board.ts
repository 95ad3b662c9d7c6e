/** What the parts of a plan's board share: whose plan it is, whether it can change, which item is looked at. */
import { createContext, useContext } from "react";
import type { Plan } from "./usePlan";

export interface Board {
  team: string;
  canEdit: boolean;
  /** The first week in which something may start; what began before stays as it is. */
  from: number;
  selected: string | null;
  select(item: string | null): void;
  moves: Plan;
}

export const BoardContext = createContext<Board | null>(null);

export function useBoard(): Board {
  const board = useContext(BoardContext);
  if (board === null) throw new Error("no board here: wrap this in BoardContext");
  return board;
}

/** Whether an item of the plan can still be moved, linked or dropped. */
export function isFree(board: Board, start: number): boolean {
  return board.canEdit && start >= board.from;
}
