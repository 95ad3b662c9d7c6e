/** Data that the team waited for is announced when it comes. */
import { useEffect, useRef } from "react";
import { useAnnounce } from "../../parts/Announcer";
import { useFigure } from "../../records";
import { text } from "../../text";
import { piecesOf } from "./room";

export function useArrivals(team: string): void {
  const waited = useFigure((see) => piecesOf(team)(see).filter((piece) => piece.request !== null && (piece.state === "waiting" || piece.state === "open")).map(({ tag, title, state }) => ({ tag, title, state })), [team]);
  const announce = useAnnounce();
  const waiting = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    for (const piece of waited) if (piece.state === "open" && waiting.current.has(piece.tag)) announce.polite(text.diagnose.room.saidArrived(piece.tag, piece.title));
    waiting.current = new Set(waited.filter((piece) => piece.state === "waiting").map((piece) => piece.tag));
  }, [waited, announce]);
}
