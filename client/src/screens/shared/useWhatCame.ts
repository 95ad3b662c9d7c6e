/** What comes of a button stands in the button's place, and has the focus then: nobody begins at the top of the page again. */
import { useCallback, useEffect, useRef } from "react";

/** `place` goes on what holds the button and later what came of it (with `tabIndex={-1}`); `press` is called with the button. */
export function useWhatCame<T extends HTMLElement>(hasCome: boolean): { place: React.RefObject<T | null>; press: () => void } {
  const place = useRef<T>(null);
  const wasPressed = useRef(false);
  useEffect(() => {
    if (!hasCome || !wasPressed.current) return;
    wasPressed.current = false;
    if (document.activeElement === document.body) place.current?.focus();
  }, [hasCome]);
  return { place, press: useCallback(() => { wasPressed.current = true; }, []) };
}
