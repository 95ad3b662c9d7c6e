/** Moves: what a person does. An answer is a value; a refusal carries a sentence for people, and what is there now. */
import type { MoveArgs, MoveName } from "./keys";

export type Answer =
  | { ok: true }
  | { ok: false; code: string; message: string; /** for `stale`: the value that is there */ now?: unknown };

/** Do something. The answer comes when the server has written it to disk, or refused it; offline, after the return. */
export type Do = <M extends MoveName>(move: M, args: MoveArgs[M]) => Promise<Answer>;

/** What would this do? Nothing changes. */
export type Preview = <M extends MoveName>(move: M, args: MoveArgs[M]) => Promise<PreviewAnswer>;
export type PreviewAnswer = { ok: true; text: string; warnings: readonly string[] } | { ok: false; code: string; message: string };

/** A new id for something that this client makes (a claim, a note): short, random, safe in a key. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => alphabet[byte & 31]).join("");
}

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
