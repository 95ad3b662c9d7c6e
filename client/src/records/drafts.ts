/**
 * Unsent text, kept in localStorage by session and field, so that a reload, a crash or a refusal never loses it.
 *
 * A draft is what a person wrote and the server has not accepted. It is cleared when the move that carried it is done.
 */
import { useCallback, useState } from "react";
import type { Answer } from "./moves";
import { useLive } from "./hooks";

const prefix = "practicum.draft";

export function readDraft(session: string, field: string): string | null {
  try {
    return localStorage.getItem(`${prefix}.${session}.${field}`);
  } catch {
    return null;
  }
}

export function writeDraft(session: string, field: string, text: string | null): void {
  try {
    const name = `${prefix}.${session}.${field}`;
    if (text === null) localStorage.removeItem(name);
    else localStorage.setItem(name, text);
  } catch {
    // No storage or no room: the text still stands in the field.
  }
}

export interface Draft {
  text: string;
  /** True while the text differs from what is agreed. */
  isDirty: boolean;
  set(text: string): void;
  /** Give up what was typed and show what is agreed. */
  clear(): void;
  /** Send it: the draft goes when the move is done, and stays when it is refused. */
  send(move: (text: string) => Promise<Answer>): Promise<Answer>;
}

/** A field's draft over the agreed text. `field` is unique within the session: `gap.2.statement`, `chat.2`. */
export function useDraft(field: string, agreed = ""): Draft {
  const { session } = useLive();
  const [typed, setTyped] = useState<{ field: string; text: string | null }>(() => ({ field, text: readDraft(session, field) }));
  const text = typed.field === field ? typed.text : readDraft(session, field);

  const set = useCallback((next: string) => {
    setTyped({ field, text: next });
    writeDraft(session, field, next);
  }, [session, field]);

  const clear = useCallback(() => {
    setTyped({ field, text: null });
    writeDraft(session, field, null);
  }, [session, field]);

  const send = useCallback(async (move: (text: string) => Promise<Answer>) => {
    const sent = text ?? agreed;
    const answer = await move(sent);
    // Whoever typed on while it was under way keeps the newer text, also where there is no storage to ask.
    if (answer.ok && (readDraft(session, field) ?? sent) === sent) {
      writeDraft(session, field, null);
      setTyped((now) => (now.field === field && now.text === sent ? { field, text: null } : now));
    }
    return answer;
  }, [session, field, text, agreed]);

  return { text: text ?? agreed, isDirty: text !== null && text !== agreed, set, clear, send };
}
