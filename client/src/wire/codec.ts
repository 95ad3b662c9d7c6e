/** Frames as msgpack maps, both ways, typed. A frame that is no map with a known shape is dropped by the reader. */
import { decode, Encoder } from "@msgpack/msgpack";

export type ServerFrame =
  | { t: "welcome"; seat: Readonly<Record<string, unknown>>; at: string; now: number; whole: boolean; put: Readonly<Record<string, unknown>>; drop: readonly string[]; done: number }
  | { t: "delta"; from: string; to: string; put: Readonly<Record<string, unknown>>; drop: readonly string[] }
  | { t: "done"; id: number; at: string }
  | { t: "refused"; id: number; code: string; message: string; now?: unknown }
  | { t: "preview"; id: number; text: string; warnings: readonly string[] }
  | { t: "here"; seats: Readonly<Record<string, Readonly<Record<string, unknown>> | null>> }
  | { t: "pong"; sent: number; now: number }
  | { t: "beat" }
  | { t: "bye"; code: string; message: string; retry_ms: number | null };

export type ClientFrame =
  | { t: "hello"; token: string; client: string; at: string | null }
  | { t: "move" | "preview"; id: number; do: string; with: unknown }
  | { t: "here"; at: unknown }
  | { t: "ping"; sent: number };

// The encoder keeps one buffer and hands out slices of it; a frame is sent at once, so a copy is only for safety.
const encoder = new Encoder({ ignoreUndefined: true });

export function encode(frame: ClientFrame): Uint8Array<ArrayBuffer> {
  return encoder.encode(frame) as Uint8Array<ArrayBuffer>;
}

/** Read a frame; null for what is not one of ours. */
export function read(bytes: ArrayBuffer): ServerFrame | null {
  try {
    const frame: unknown = decode(bytes);
    return typeof frame === "object" && frame !== null && "t" in frame && typeof frame.t === "string" ? (frame as ServerFrame) : null;
  } catch {
    return null;
  }
}
