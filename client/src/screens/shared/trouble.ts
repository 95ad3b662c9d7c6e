/**
 * What did not hold of what one did to a piece of the team's work: a sentence, and both versions if a team-mate was
 * quicker.
 *
 * - Both versions stay until somebody chooses between them, whatever else is done meanwhile: several changes may be
 *   under way, and the success of a later one says nothing about what was refused before it.
 * - Choices that were refused together are one version: what was wanted, field by field.
 * - A mere sentence goes with the next success of something that was done after it was said.
 * - What was done on top of something that is then refused names a revision that there never was. It is no clash: it is
 *   done once more, on what stands.
 */
import type { Answer } from "../../records";

export interface Clash<Now, Wanted> { now: Now; wanted: Partial<Wanted> }

export interface Trouble<Now, Wanted> {
  /** The item or instrument that it is about. */
  about: string;
  message: string;
  /** Set when a team-mate changed it meanwhile: how it stands, and what was wanted here. */
  clash: Clash<Now, Wanted> | null;
  /** How much had been done when this was said. */
  after: number;
}

/** Something that was done: about what, as which one since the beginning, and what it wanted; `asked` is its number when a person did it first. */
export interface Deed<Wanted> { about: string; number: number; asked: number; wanted: Partial<Wanted> | null }

/** The trouble there is once a deed has its answer; `done` counts what has been done until now. */
export function troubleAfter<Now, Wanted>(before: Trouble<Now, Wanted> | null, deed: Deed<Wanted>, answer: Answer, done: number, read: (value: unknown) => Now | null): Trouble<Now, Wanted> | null {
  const known = before?.about === deed.about ? before : null;
  if (answer.ok) return known !== null && known.clash === null && deed.asked > known.after ? null : before;
  const now = answer.code === "stale" && deed.wanted !== null ? read(answer.now) : null;
  const clash = now === null ? null : { now, wanted: { ...known?.clash?.wanted, ...deed.wanted } };
  return { about: deed.about, message: answer.message, clash: clash ?? known?.clash ?? null, after: done };
}

/** Which deeds were done on top of one that was refused. */
export function followers() {
  const doneBy = new Map<string, number>();
  return {
    /** Whether this refusal only follows from another one: nobody else need have changed anything. */
    has: (deed: { about: string; number: number }, answer: Answer) => !answer.ok && answer.code === "stale" && deed.number <= (doneBy.get(deed.about) ?? 0),
    /** Something about this was refused, when so much had been done. */
    note: (about: string, done: number) => void doneBy.set(about, done),
  };
}
