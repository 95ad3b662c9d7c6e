/** The scene of the screen that is looked at, set up anew for each version of the case. The last one stays until the next is there. */
import { useCallback, useEffect, useRef, useState } from "react";
import { forgetPlace, keptPlaces } from "../../app/places";
import { seatKey } from "../../app/routes";
import { setUp, type Staged } from "./api";

/** Every session that this page has shown. */
const opened = new Set<string>();

export interface Scene { staged: Staged | null; trouble: string | null; afresh: () => void }

export function useScene(version: string, scene: string | null, language: string, timing: string): Scene {
  const [staged, setStaged] = useState<Staged | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [again, setAgain] = useState(0);
  const done = useRef(0);
  useEffect(() => {
    if (version === "" || scene === null) return;
    let isHere = true;
    const isAfresh = again !== done.current;
    done.current = again;
    void setUp(scene, language, timing, isAfresh).then((told) => {
      if (!isHere) return;
      setTrouble(typeof told === "string" ? told : null);
      if (typeof told === "string") return;
      opened.add(told.session);
      setStaged((before) => {
        if (before !== null && before.session !== told.session && before.version !== told.version) forget(before.session);
        return told;
      });
    });
    return () => {
      isHere = false;
    };
  }, [version, scene, language, timing, again]);
  return { staged, trouble, afresh: useCallback(() => setAgain((times) => times + 1), []) };
}

/** A seat of a session that is gone leaves nothing in this browser. */
function forget(session: string): void {
  for (const place of ["s", "f", "p"] as const) {
    try {
      localStorage.removeItem(seatKey(session, place));
    } catch {
      // It was not kept either.
    }
  }
  forgetPlaces();
}

/** The first page leads back to the seats that a browser holds, but not to those of a preview. */
export function forgetPlaces(): void {
  for (const kept of keptPlaces()) if (opened.has(kept.session)) forgetPlace(kept.session, kept.place);
}
