/** Offers to quote the passage that is selected in the document, while one is. */
import { useEffect, useState } from "react";
import { Button } from "../../parts/Button";
import { text } from "../../text";
import { quoted } from "./pins";

export function Quote({ tag, onQuote }: { tag: string; onQuote: (quote: string) => void }) {
  const [passage, setPassage] = useState("");
  useEffect(() => {
    const look = () => {
      const selection = getSelection();
      const inside = selection?.anchorNode?.parentElement?.closest(`[data-document="${CSS.escape(tag)}"]`);
      // Pressing the button collapses no selection, but focus in a field does: the last passage stays until another is chosen.
      if (inside && selection && !selection.isCollapsed) setPassage(selection.toString());
    };
    look();
    document.addEventListener("selectionchange", look);
    return () => document.removeEventListener("selectionchange", look);
  }, [tag]);
  const quote = quoted(passage);
  if (quote === "") return null;
  return <div><Button size="sm" onPress={() => onQuote(quote)}>{text.evidence.quote}</Button></div>;
}
