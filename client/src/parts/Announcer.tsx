/**
 * What a screen reader is told: one polite region, batched to one sentence each five seconds, and one assertive region at once.
 *
 * Polite: votes, pins, signatures, team-mates' moves. Assertive: a phase change, a pause, a lost connection.
 * `Announcements` is a plain object; `useAnnounce` gives its two verbs to a screen.
 */
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";

const batchMs = 5_000;
/** More than this in one batch is noise; the oldest fall out. */
const batchSize = 6;

export interface Announce { polite(sentence: string): void; assertive(sentence: string): void }

const AnnounceContext = createContext<Announce>({ polite() {}, assertive() {} });

export const useAnnounce = (): Announce => useContext(AnnounceContext);

export function Announcer({ children }: { children: ReactNode }) {
  const [polite, setPolite] = useState("");
  const [assertive, setAssertive] = useState("");
  const batch = useMemo(() => new Batch(setPolite), []);
  useEffect(() => () => batch.stop(), [batch]);
  const announce = useMemo<Announce>(
    () => ({ polite: (sentence) => batch.add(sentence), assertive: (sentence) => setAssertive((last) => (last === sentence ? `${sentence}\u00a0` : sentence)) }),
    [batch],
  );
  return (
    <AnnounceContext value={announce}>
      {children}
      <div className="vh" aria-live="polite" aria-atomic="true" data-announcer="polite">{polite}</div>
      <div className="vh" aria-live="assertive" aria-atomic="true" data-announcer="assertive">{assertive}</div>
    </AnnounceContext>
  );
}

/** Gather sentences; say the first at once, and later ones together. */
class Batch {
  private waiting: string[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly say: (text: string) => void) {}

  add(sentence: string): void {
    if (this.waiting.includes(sentence)) return;
    this.waiting = [...this.waiting, sentence].slice(-batchSize);
    this.timer ??= setTimeout(() => this.flush(), 0);
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private flush(): void {
    if (this.waiting.length === 0) {
      this.timer = undefined;
      this.say("");
      return;
    }
    this.say(this.waiting.join(" "));
    this.waiting = [];
    this.timer = setTimeout(() => this.flush(), batchMs);
  }
}
