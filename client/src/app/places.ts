/**
 * The sessions in which this browser holds a seat, so that the first page leads back to them.
 *
 * Beside each kept token stands what its session is called and who one is there. A seat that was taken away is forgotten.
 */
import type { Place } from "./routes";

export interface KeptPlace { session: string; place: Place; name: string; who: string; at: number }

const key = "practicum.places";
const most = 20;

export function keptPlaces(): KeptPlace[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(kept) ? kept.filter(isPlace).sort((a, b) => b.at - a.at) : [];
  } catch {
    return [];
  }
}

export function rememberPlace(now: KeptPlace): void {
  keep([now, ...others(now.session, now.place)].slice(0, most));
}

export function forgetPlace(session: string, place: Place): void {
  keep(others(session, place));
}

function others(session: string, place: Place): KeptPlace[] {
  return keptPlaces().filter((kept) => kept.session !== session || kept.place !== place);
}

function keep(places: readonly KeptPlace[]): void {
  try {
    localStorage.setItem(key, JSON.stringify(places));
  } catch {
    // Without storage the link itself is the way back.
  }
}

function isPlace(kept: unknown): kept is KeptPlace {
  const place = kept as Partial<KeptPlace> | null;
  return typeof place?.session === "string" && (place.place === "s" || place.place === "f") && typeof place.name === "string" && typeof place.who === "string" && typeof place.at === "number";
}
