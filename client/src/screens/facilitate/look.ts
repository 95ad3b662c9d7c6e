/** What a command would do, in the server's words, asked for again while the session moves on. */
import { useEffect, useState } from "react";
import { type MoveArgs, type MoveName, usePreview } from "../../records";
import { text } from "../../text";

export interface Command { move: MoveName; args: MoveArgs[MoveName] }
export interface Look { text: string; warnings: readonly string[]; refused: boolean }

const everyMs = 4_000;

/** Null while nothing is asked about, and until the first answer. */
export function useLook(command: Command | null): Look | null {
  const preview = usePreview();
  const [look, setLook] = useState<Look | null>(null);
  const asked = command === null ? "" : JSON.stringify([command.move, command.args]);
  useEffect(() => {
    if (asked === "") return;
    const [move, args] = JSON.parse(asked) as [MoveName, never];
    let isHere = true;
    async function see() {
      const answer = await preview(move, args);
      if (!isHere) return;
      if (answer.ok) setLook({ text: answer.text, warnings: answer.warnings, refused: false });
      else setLook({ text: answer.message || text.facilitate.ask.unknown, warnings: [], refused: true });
    }
    void see();
    const timer = setInterval(() => void see(), everyMs);
    return () => {
      isHere = false;
      setLook(null);
      clearInterval(timer);
    };
  }, [preview, asked]);
  return look;
}
