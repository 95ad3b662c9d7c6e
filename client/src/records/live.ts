/**
 * A live session as screens see it: its records, what one can do, how the connection stands, what time it is.
 *
 * The wire implements this; screens know only this. The composition root (`main.tsx`) brings the two together.
 */
import type { Do, Preview } from "./moves";
import type { Records, Stop } from "./records";

/** Who this client is in the session: the `seat` map of the welcome. */
export interface Self { seat: string; name: string; role: "participant" | "facilitator" | "observer" | "rater"; team: string | null }

export type Link = "idle" | "opening" | "greeting" | "live" | "waiting" | "offline" | "ended";

export interface Status {
  link: Link;
  /** Who we are; null before the first welcome. */
  self: Self | null;
  /** Local time since when nothing has come through, or null while live. */
  lostAt: number | null;
  /** Local time of the next try, or null. */
  retryAt: number | null;
  /** Moves that have no answer yet. */
  unanswered: number;
  /** The server's last goodbye, in its words: why it ended, or what it waits for. */
  ending: { code: string; message: string } | null;
}

/** What a person looks at, edits, points at. Small; the latest value counts. */
export type Place = Readonly<Record<string, string | number | boolean | null>>;

export interface Presence {
  /** Say where I am; at most five times a second go out. */
  set(at: Place): void;
  of(seat: string): Place | undefined;
  /** The seats that are here, always the same array until one comes or goes. */
  seats(): readonly string[];
  on(wake: () => void): Stop;
}

export interface Live {
  readonly session: string;
  /** The token of now: read it when it is needed, for it may be renewed. */
  readonly token: string;
  readonly records: Records;
  readonly do: Do;
  readonly preview: Preview;
  readonly here: Presence;
  /** Server time in ms, from the best sample of the clock. */
  now(): number;
  status(): Status;
  onStatus(wake: () => void): Stop;
  /**
   * Go on with another token, which `ask` has made from the one of now; with the same if it gives null. The connection is
   * let go meanwhile, so that the goodbye to the old token is not for us.
   */
  renew(ask: (token: string) => Promise<string | null>): Promise<void>;
  /** Try to connect at once. */
  retry(): void;
  stop(): void;
}

export type OpenLive = (session: string, token: string) => Live;
