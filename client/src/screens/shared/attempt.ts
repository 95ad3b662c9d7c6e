/** One try at a move: whether it is under way, and the sentence of its refusal, for the spot where it was made. */
import { useCallback, useRef, useState } from "react";
import type { Answer } from "../../records";

export interface Attempt {
  isPending: boolean;
  /** Why the last try was refused; empty when it was not. */
  refusal: string;
  run(move: () => Promise<Answer>): Promise<Answer>;
  clear(): void;
}

export function useAttempt(): Attempt {
  const [isPending, setPending] = useState(false);
  const [refusal, setRefusal] = useState("");
  const latest = useRef(0);
  const run = useCallback(async (move: () => Promise<Answer>) => {
    const mine = ++latest.current;
    setPending(true);
    setRefusal("");
    const answer = await move();
    // A later try has its own answer to show.
    if (latest.current === mine) {
      setPending(false);
      if (!answer.ok) setRefusal(answer.message);
    }
    return answer;
  }, []);
  const clear = useCallback(() => setRefusal(""), []);
  return { isPending, refusal, run, clear };
}
