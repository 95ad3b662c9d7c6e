/**
 * The server's time, from samples of ping and pong. The one with the smallest round trip is the most exact; it ages, so
 * that a laptop's drift is noticed, and one that contradicts it replaces it: the server's clock was set. Time never
 * jumps backwards for whoever reads it: a correction back is slewed.
 */
export interface Sample { offset: number; roundTrip: number; at: number }

/** A sample loses a millisecond of trust for each second of age: drift is about that at worst, and routes change. */
const agePerMs = 1 / 1_000;

/** Half of real time passes while a correction backwards is worked off. */
const slew = 0.5;

export class ServerClock {
  private best: Sample | null = null;
  private lastRead: { local: number; server: number } | null = null;

  /** `local` is a clock that never jumps (performance.now). */
  constructor(private readonly local: () => number) {}

  /** A pong came back: we sent at `sent` (local), the server's clock said `server`. */
  sample(sent: number, server: number): void {
    const received = this.local();
    const roundTrip = received - sent;
    if (!(roundTrip >= 0)) return;
    const next = { offset: server - (sent + received) / 2, roundTrip, at: received };
    const { best } = this;
    const contradicts = best !== null && Math.abs(next.offset - best.offset) > roundTrip + best.roundTrip;
    if (best === null || contradicts || roundTrip <= best.roundTrip + (received - best.at) * agePerMs) this.best = next;
  }

  /** Server time in ms; before the first sample, what `fallback` says. */
  now(fallback: () => number = Date.now): number {
    const local = this.local();
    const exact = this.best === null ? fallback() : local + this.best.offset;
    const last = this.lastRead;
    const server = last === null || exact >= last.server || last.server - exact > 10_000 ? exact : last.server + (local - last.local) * slew;
    this.lastRead = { local, server };
    return server;
  }
}
