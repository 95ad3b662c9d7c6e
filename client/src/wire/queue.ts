/**
 * Moves without an answer, in order, each with its id. They and the `client` that counts them live in IndexedDB, so that
 * a reload or a crash loses nothing: the next page takes the client over and sends again.
 *
 * Rules
 * - One page, one client: a Web Lock says whose it is, so a second tab takes a new one. Where there are no locks (plain
 *   http on a local network) the page carries its client through a reload in sessionStorage, and takes it out while it
 *   lives: a duplicated tab finds nothing and starts anew.
 * - At most 64 moves are under way, because the server keeps the last 64 answers; the rest wait here, in order.
 * - The queue is bounded: past 2,000 a move is refused here, and what was written stays a draft.
 * - Without IndexedDB (a private window) the queue lives in memory as long as the page.
 */
export interface Pending { id: number; do: string; with: unknown }

export const windowSize = 64;
export const mostPending = 2_000;

interface Row { client: string; seat: string; last: number; pending: Pending[]; usedAt: number }

export class Queue {
  private constructor(private readonly row: Row, private readonly shelf: Shelf | null, private readonly release: () => void) {}

  /** Take over this seat's free client, or make a new one. `seat` tells the seats of one browser apart. */
  static async open(seat: string): Promise<Queue> {
    const shelf = await Shelf.open();
    const rows = shelf === null ? [] : await shelf.of(seat);
    // First what still has something to send, then what was used last.
    rows.sort((a, b) => Number(b.pending.length > 0) - Number(a.pending.length > 0) || b.usedAt - a.usedAt);
    const [row, release] = (await taken(rows, seat)) ?? [fresh(seat), () => {}];
    const held = rows.includes(row) ? release : await hold(row, release);
    const queue = new Queue(row, shelf, held);
    queue.keep();
    return queue;
  }

  /** A queue that lives as long as the page. */
  static inMemory(seat: string): Queue {
    return new Queue(fresh(seat), null, () => {});
  }

  get client(): string {
    return this.row.client;
  }

  get pending(): readonly Pending[] {
    return this.row.pending;
  }

  /** Put a move at the end; null when the queue is full. */
  add(name: string, args: unknown): Pending | null {
    if (this.row.pending.length >= mostPending) return null;
    const move = { id: ++this.row.last, do: name, with: args };
    this.row.pending.push(move);
    this.keep();
    return move;
  }

  /** A move has its answer. */
  settle(id: number): void {
    const at = this.row.pending.findIndex((move) => move.id === id);
    if (at < 0) return;
    this.row.pending.splice(at, 1);
    this.keep();
  }

  /** The server knows ids up to this one. If our own count was lost (a cleared store), none of them is used again. */
  counted(upTo: number): void {
    if (upTo <= this.row.last) return;
    this.row.last = upTo;
    this.keep();
  }

  /** The seat has another name now. */
  rename(seat: string): void {
    this.row.seat = seat;
    this.keep();
  }

  close(): void {
    this.keep();
    this.release();
  }

  private keep(): void {
    this.row.usedAt = Date.now();
    this.shelf?.put(this.row);
  }
}

function fresh(seat: string): Row {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return { client: Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(""), seat, last: 0, pending: [], usedAt: Date.now() };
}

/** Find a row that no other page holds, and hold it. */
async function taken(rows: readonly Row[], seat: string): Promise<[Row, () => void] | null> {
  if (!("locks" in navigator)) {
    const carried = carryIn(seat);
    const row = rows.find((one) => one.client === carried);
    return row === undefined ? null : [row, await hold(row, () => {})];
  }
  for (const row of rows) {
    const release = await lock(row.client);
    if (release !== null) return [row, release];
  }
  return null;
}

async function hold(row: Row, release: () => void): Promise<() => void> {
  if ("locks" in navigator) return (await lock(row.client)) ?? release;
  const carryOut = () => sessionSafe(() => sessionStorage.setItem(carryName(row.seat), row.client));
  const carryBack = () => carryIn(row.seat);
  addEventListener("pagehide", carryOut);
  addEventListener("pageshow", carryBack);
  return () => {
    removeEventListener("pagehide", carryOut);
    removeEventListener("pageshow", carryBack);
    carryOut();
  };
}

/** Hold a Web Lock until released; null if another page has it. */
function lock(client: string): Promise<(() => void) | null> {
  return new Promise((answer) => {
    navigator.locks
      .request(`practicum.client.${client}`, { ifAvailable: true }, (held) => {
        if (held === null) {
          answer(null);
          return undefined;
        }
        return new Promise<void>((release) => answer(() => release()));
      })
      .catch(() => answer(null));
  });
}

const carryName = (seat: string) => `practicum.client.${seat}`;

function carryIn(seat: string): string | null {
  return sessionSafe(() => {
    const client = sessionStorage.getItem(carryName(seat));
    sessionStorage.removeItem(carryName(seat));
    return client;
  }) ?? null;
}

function sessionSafe<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}

/** The one object store. Writes are told to the browser and not waited for: the queue in memory is the truth. */
class Shelf {
  private constructor(private readonly base: IDBDatabase) {}

  static open(): Promise<Shelf | null> {
    return new Promise((answer) => {
      try {
        const request = indexedDB.open("practicum", 1);
        request.onupgradeneeded = () => request.result.createObjectStore("clients", { keyPath: "client" });
        request.onsuccess = () => answer(new Shelf(request.result));
        request.onerror = () => answer(null);
        request.onblocked = () => answer(null);
      } catch {
        answer(null);
      }
    });
  }

  of(seat: string): Promise<Row[]> {
    return new Promise((answer) => {
      const request = this.base.transaction("clients").objectStore("clients").getAll();
      request.onsuccess = () => answer((request.result as Row[]).filter((row) => row.seat === seat));
      request.onerror = () => answer([]);
    });
  }

  put(row: Row): void {
    try {
      this.base.transaction("clients", "readwrite").objectStore("clients").put(row);
    } catch {
      // The browser closed the base (storage pressure); the page goes on from memory.
    }
  }
}
