/** The addresses that a facilitator hands out: how people join, and what the room's screen shows. */

/** Where people join with this code, in full. */
export function joinAddress(origin: string, code: string): string {
  return `${origin}/join/${encodeURIComponent(code)}`;
}

/** The same for reading from a screen: without the protocol. */
export function spokenAddress(address: string): string {
  return address.replace(/^https?:\/\//, "");
}

export function projectorAddress(session: string): string {
  return `/p/${encodeURIComponent(session)}`;
}
