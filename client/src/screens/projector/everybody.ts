/**
 * The room's screen runs with a facilitator's token, so it is given less than it could see: a view of the records in which
 * only what everybody may know exists. Nothing drawn above it can show more, whatever it asks for.
 */
import type { Key, Live, Rec } from "../../records";
import { kindOf } from "../../records";
import type { Records } from "../../records/records";

/** The kinds whose audience is everyone; whatever else there is or will be is hidden. */
export const publicKinds: ReadonlySet<string> = new Set([
  "session", "case", "phase", "clock", "seat", "team", "ready", "brief", "person", "request", "item", "instrument", "pitch", "run", "say", "reveal", "revealed", "score",
]);

const none: readonly Key[] = [];

export function forEverybody(records: Records): Records {
  const isPublic = (key: string) => publicKinds.has(kindOf(key));
  return {
    get: <K extends Key>(key: K): Rec<K> | undefined => (isPublic(key) ? records.get(key) : undefined),
    keys: (prefix) => (isPublic(prefix) ? records.keys(prefix) : none),
    onKey: (key, wake) => records.onKey(key, wake),
    onKeys: (prefix, wake) => records.onKeys(prefix, wake),
    whole: (put, at) => records.whole(put, at),
    apply: (put, drop, at) => records.apply(put, drop, at),
    lay: (id, guess) => records.lay(id, guess),
    done: (id, at) => records.done(id, at),
    refused: (id) => records.refused(id),
    decided: (upTo) => records.decided(upTo),
    get at() {
      return records.at;
    },
  };
}

/** The same session, seen as everybody may see it. */
export function asEverybody(live: Live): Live {
  const records = forEverybody(live.records);
  return {
    session: live.session,
    get token() {
      return live.token;
    },
    records,
    do: live.do,
    preview: live.preview,
    here: live.here,
    now: () => live.now(),
    status: () => live.status(),
    onStatus: (wake) => live.onStatus(wake),
    renew: (ask) => live.renew(ask),
    retry: () => live.retry(),
    stop: () => live.stop(),
  };
}
