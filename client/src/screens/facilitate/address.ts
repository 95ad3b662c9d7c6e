/** Looking is not moving: which team's board is open, and which part of it, stands in the address and nowhere else. */
import { setParams, useParam } from "../shared/address";

export function openBoard(team: string): void {
  setParams({ board: team, part: null });
}

export function closeBoard(): void {
  setParams({ board: null, part: null, exhibit: null });
}

export function showPart(part: string): void {
  setParams({ part });
}

export function useBoard(): { team: string | null; part: string | null } {
  return { team: useParam("board"), part: useParam("part") };
}
