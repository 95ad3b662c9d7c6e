/**
 * The shell around the pure connection: it owns the WebSocket, the one timer and the page's events, and carries out what
 * each step asks for. Nothing is decided here.
 */
import { type ClientFrame, encode, read } from "./codec";
import { due, type Effect, type Event, idle, type State, step } from "./connection";

export interface SocketParts {
  url: string;
  hello: (at: string | null) => Extract<ClientFrame, { t: "hello" }>;
  /** What the connection asks for beyond sockets and timers. */
  carry: (effect: Effect) => void;
  changed: (state: State) => void;
}

export class Socket {
  private state: State = idle;
  private socket: WebSocket | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly page = new AbortController();

  constructor(private readonly parts: SocketParts) {
    const { signal } = this.page;
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && this.take({ type: "woke" }), { signal });
    addEventListener("pageshow", () => this.take({ type: "woke" }), { signal });
    addEventListener("online", () => this.take({ type: "woke" }), { signal });
    for (const touch of ["keydown", "pointerdown"]) addEventListener(touch, () => this.take({ type: "touched" }), { signal });
    addEventListener("offline", () => this.take({ type: "lost" }), { signal });
  }

  start(): void {
    this.take({ type: "start" });
  }

  retry(): void {
    this.take({ type: "woke" });
  }

  /** Let the socket go, until the next start. */
  pause(): void {
    this.take({ type: "stop" });
  }

  stop(): void {
    this.page.abort();
    this.pause();
  }

  get isLive(): boolean {
    return this.state.name === "live";
  }

  /** Send if the socket is open; whoever must know that it arrived waits for an answer. */
  send(frame: ClientFrame): boolean {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(encode(frame));
    return true;
  }

  private take(event: Event): void {
    const [next, effects] = step(this.state, event, performance.now(), Math.random());
    const changed = next !== this.state;
    this.state = next;
    for (const effect of effects) this.carry(effect);
    if (!changed) return;
    clearTimeout(this.timer);
    const at = due(this.state);
    if (at !== null) this.timer = setTimeout(() => this.take({ type: "tick" }), Math.max(0, at - performance.now()) + 1);
    this.parts.changed(this.state);
  }

  private carry(effect: Effect): void {
    switch (effect.do) {
      case "open": return this.open(effect.socket);
      case "leave": return this.leave();
      case "hello": return void this.send(this.parts.hello(effect.at));
      case "ping": return void this.send({ t: "ping", sent: Math.round(performance.now()) });
      default: return this.parts.carry(effect);
    }
  }

  private open(number: number): void {
    const socket = new WebSocket(this.parts.url, "practicum.1");
    socket.binaryType = "arraybuffer";
    socket.onopen = () => this.take({ type: "opened", socket: number });
    socket.onclose = () => this.take({ type: "closed", socket: number });
    socket.onmessage = (message) => {
      const frame = message.data instanceof ArrayBuffer ? read(message.data) : null;
      if (frame !== null) this.take({ type: "frame", socket: number, frame });
    };
    this.socket = socket;
  }

  private leave(): void {
    const socket = this.socket;
    this.socket = null;
    if (socket === null) return;
    socket.onopen = socket.onclose = socket.onmessage = null;
    socket.close();
  }
}
