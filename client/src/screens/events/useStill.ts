/** Hold a value back while the pointer moves, so that nothing arrives under it; never longer than a few seconds. */
import { useEffect, useRef, useState } from "react";

const stillForMs = 500;
const atMostMs = 4_000;

export function useStill<T>(value: T): T {
  const [shown, setShown] = useState(value);
  const movedAt = useRef(-Infinity);
  useEffect(() => {
    const moved = () => { movedAt.current = performance.now(); };
    addEventListener("pointermove", moved, { passive: true });
    return () => removeEventListener("pointermove", moved);
  }, []);
  useEffect(() => {
    const since = performance.now();
    const look = () => {
      const now = performance.now();
      if (now - movedAt.current < stillForMs && now - since < atMostMs) return false;
      setShown(value);
      return true;
    };
    if (look()) return;
    const timer = setInterval(() => look() && clearInterval(timer), 150);
    return () => clearInterval(timer);
  }, [value]);
  return shown;
}
