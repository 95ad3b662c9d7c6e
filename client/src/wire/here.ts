/**
 * Presence: where I am, told at most five times a second, the latest value only; and where the others are.
 *
 * It informs and never acts. Each hello starts it anew: the server tells again who is here.
 */
import type { Place, Presence } from "../records/live";

const everyMs = 200;

export class Here implements Presence {
  private mine: Place | null = null;
  private sent: Place | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private places = new Map<string, Place>();
  private order: readonly string[] = [];
  private readonly wakes = new Set<() => void>();

  /** `send` says it to the server if there is a connection, and returns whether it did. */
  constructor(private readonly send: (at: Place) => boolean) {}

  set = (at: Place): void => {
    this.mine = at;
    if (this.timer !== undefined) return;
    this.flush();
    this.timer = setTimeout(() => {
      this.timer = undefined;
      if (this.mine !== this.sent) this.set(this.mine as Place);
    }, everyMs);
  };

  of = (seat: string): Place | undefined => this.places.get(seat);

  seats = (): readonly string[] => this.order;

  on = (wake: () => void): (() => void) => {
    this.wakes.add(wake);
    return () => void this.wakes.delete(wake);
  };

  /** A hello goes out: the server tells anew who is here. */
  forget(): void {
    this.places = new Map();
    this.reorder();
  }

  /** A welcome came: say again where I am. */
  again(): void {
    this.sent = null;
    this.flush();
  }

  hear(seats: Readonly<Record<string, Readonly<Record<string, unknown>> | null>>): void {
    for (const [seat, place] of Object.entries(seats)) {
      if (place === null) this.places.delete(seat);
      else this.places.set(seat, place as Place);
    }
    this.reorder();
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private flush(): void {
    if (this.mine !== null && this.send(this.mine)) this.sent = this.mine;
  }

  private reorder(): void {
    const order = [...this.places.keys()].sort();
    if (order.length !== this.order.length || order.some((seat, at) => seat !== this.order[at])) this.order = order;
    for (const wake of [...this.wakes]) wake();
  }
}
