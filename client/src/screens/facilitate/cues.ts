/** What an event waits for, in words; and whom it has reached. */
import { format, text } from "../../text";
import type { Coming } from "../../wire/types.gen";
import type { Answer, EventRow } from "./shelf";

/** What a team must do, or leave, for an event to come to it; null where it comes by time or by hand. */
export function cueOf(comes: Coming): string | null {
  const words = text.facilitate.events.cue;
  switch (comes.how) {
    case "opened": return words.opened(comes.of);
    case "heard": return words.heard(comes.label, comes.said);
    case "planned": return words.planned(comes.label);
    case "answered": return words.answered(comes.label, comes.said);
    case "unanswered": return words.unanswered(comes.label, format.minutes(comes.number ?? 0));
    default: return null;
  }
}

/** The same, said under the event that it is held in reserve for. */
export function cueUnder({ comes, reserveFor }: EventRow): string | null {
  return comes.how === "unanswered" && comes.of === reserveFor ? text.facilitate.events.silentHere(format.minutes(comes.number ?? 0)) : cueOf(comes);
}

const mostNames = 3;

/** The teams that had it, by name while they are few. */
export function sentTo(answers: readonly Answer[]): string | null {
  return answers.length > mostNames ? null : format.list(answers.map((answer) => answer.name));
}
