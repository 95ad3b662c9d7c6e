/** Whether a media query holds now, for the few places where the layout changes what exists rather than where it stands. */
import { useCallback, useSyncExternalStore } from "react";

export function useMedia(query: string): boolean {
  const on = useCallback((wake: () => void) => {
    const media = matchMedia(query);
    media.addEventListener("change", wake);
    return () => media.removeEventListener("change", wake);
  }, [query]);
  return useSyncExternalStore(on, () => matchMedia(query).matches);
}

/** One column, five tabs at the foot. */
export const usePhone = () => useMedia("(max-width: 720px)");
