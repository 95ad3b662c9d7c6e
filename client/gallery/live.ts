/**
 * A live session that is not one: literal records, and moves that only guess. What the server would refuse is accepted
 * here, so a state shows a screen and proves nothing about the rules.
 */
import { guessFor } from "../src/records/guesses";
import type { Live, Self, Status } from "../src/records";
import { createRecords } from "../src/records/records";

export interface State {
  /** Who looks. */
  self: Self;
  records: Readonly<Record<string, unknown>>;
}

export function literal({ self, records: put }: State): Live {
  const records = createRecords();
  records.whole(put, "1-gallery");
  const status: Status = { link: "live", self, lostAt: null, retryAt: null, unanswered: 0, ending: null };
  const seats = Object.keys(put).filter((key) => key.startsWith("seat/")).map((key) => key.slice(5));
  let last = 0;
  return {
    session: "gallery",
    token: "gallery.none",
    records,
    do: async (move, args) => {
      const guess = guessFor(move, args, self);
      if (guess !== undefined) records.lay(++last, guess);
      return { ok: true };
    },
    preview: async () => ({ ok: true, text: "", warnings: [] }),
    here: { set() {}, of: () => undefined, seats: () => seats, on: () => () => {} },
    now: () => Date.now(),
    status: () => status,
    onStatus: () => () => {},
    async renew() {},
    retry() {},
    stop() {},
  };
}
