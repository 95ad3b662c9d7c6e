/** The page's title: the screen, the case, the product. */
import { useEffect } from "react";
import { useRecord } from "../records";
import { text } from "../text";

export function useTitle(screen: string): void {
  const title = useRecord("case")?.title;
  useEffect(() => {
    document.title = [screen, title, text.shell.name].filter(Boolean).join(" · ");
  }, [screen, title]);
}
