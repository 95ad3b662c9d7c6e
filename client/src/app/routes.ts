/**
 * Addresses of the app, and the token that a link brings.
 *
 * `/` and `/join/<code>` · `/s/<session>` a participant's place · `/f/<session>` the facilitator's console ·
 * `/p/<session>` the projector · `/preview` a case that is being written. A token arrives in the fragment
 * (`#token=<session>.<secret>`), which no server log sees; it moves into localStorage and out of the address bar at once.
 */
export type Place = "s" | "f" | "p";
export type Route =
  | { page: "home"; code: string }
  | { page: "preview" }
  | { page: "session"; place: Place; session: string }
  | { page: "none" };

export function routeOf(path: string): Route {
  const parts = path.split("/").filter(Boolean).map(decoded);
  const [first, second] = parts;
  if (first === undefined) return { page: "home", code: "" };
  if (first === "preview" && second === undefined) return { page: "preview" };
  if (first === "join" && parts.length <= 2) return { page: "home", code: second ?? "" };
  if ((first === "s" || first === "f" || first === "p") && second !== undefined && parts.length === 2) return { page: "session", place: first, session: second };
  return { page: "none" };
}

/** The token in a fragment, if it has one for this session. */
export function tokenOf(fragment: string, session: string): string | null {
  const token = new URLSearchParams(fragment.replace(/^#/, "")).get("token");
  return token !== null && token.startsWith(`${session}.`) && token.length > session.length + 8 ? token : null;
}

/** Where the seat of a place is kept: a person may hold a participant's and a facilitator's in one browser. */
export function seatKey(session: string, place: Place): string {
  return place === "s" ? `practicum.seat.${session}` : `practicum.seat.${session}.${place}`;
}

/** Move a token from the address into the browser's keeping; then say which token this place has. */
export function takeToken(session: string, place: Place): string | null {
  const brought = tokenOf(location.hash, session);
  if (brought !== null) {
    keepToken(session, place, brought);
    history.replaceState(history.state, "", location.pathname + location.search);
    return brought;
  }
  return keptToken(session, place) ?? (place === "p" ? keptToken(session, "f") : null);
}

/** Tokens that could not be kept (a private window without storage) live as long as the page. */
const inMemory = new Map<string, string>();

export function keepToken(session: string, place: Place, token: string): void {
  inMemory.set(seatKey(session, place), token);
  try {
    localStorage.setItem(seatKey(session, place), token);
  } catch {
    // It stays in memory.
  }
}

function keptToken(session: string, place: Place): string | null {
  try {
    return localStorage.getItem(seatKey(session, place)) ?? inMemory.get(seatKey(session, place)) ?? null;
  } catch {
    return inMemory.get(seatKey(session, place)) ?? null;
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

// --- moving between addresses without loading the page

const wakes = new Set<() => void>();

export function go(path: string): void {
  history.pushState(null, "", path);
  for (const wake of [...wakes]) wake();
}

export function onRoute(wake: () => void): () => void {
  wakes.add(wake);
  addEventListener("popstate", wake);
  return () => {
    wakes.delete(wake);
    removeEventListener("popstate", wake);
  };
}
