/** What a pin panel would change: the stances that differ from what is pinned, as moves. */
import type { Stance } from "./stance";

export interface Pinned { claim: string; stance: Stance; strength: number; note: string }
export type Wanted = Readonly<Record<string, Stance | null>>;

export type PinMove =
  | { do: "link.put"; claim: string; stance: Stance; strength: number; note: string }
  | { do: "link.drop"; claim: string };

/** The moves that lead from what is pinned to what is wanted; a stance that was not touched stays as it is. */
export function pinMoves(pinned: readonly Pinned[], wanted: Wanted, note: string): PinMove[] {
  return Object.entries(wanted).flatMap(([claim, stance]): PinMove[] => {
    const now = pinned.find((pin) => pin.claim === claim);
    if (stance === (now?.stance ?? null)) return [];
    if (stance === null) return [{ do: "link.drop", claim }];
    return [{ do: "link.put", claim, stance, strength: now?.strength ?? 2, note: note.trim() || (now?.note ?? "") }];
  });
}

/** Whether the moves only add pins: then the button says "Pin to 3 causes", else "Change 3 pins". */
export function onlyAdds(pinned: readonly Pinned[], moves: readonly PinMove[]): boolean {
  return moves.every((move) => move.do === "link.put" && !pinned.some((pin) => pin.claim === move.claim));
}

/** A passage as a quotation that fits a note. */
export function quoted(passage: string, most = 300): string {
  const plain = passage.replace(/\s+/g, " ").trim();
  const room = most - 2;
  return plain === "" ? "" : `“${plain.length > room ? `${plain.slice(0, room - 1).trimEnd()}…` : plain}”`;
}
