/**
 * Underlines the passages of a document that pins quote, without touching its elements (CSS custom highlights).
 *
 * A browser without them shows the quotations in the margin alone.
 */
import { type RefObject, useEffect } from "react";
import { findPassage } from "./passages";

const name = "practicum-pinned";

export function useUnderlined(document_: RefObject<HTMLElement | null>, passages: readonly string[]): void {
  const wanted = passages.join("\n\n");
  useEffect(() => {
    const root = document_.current;
    if (root === null || !("highlights" in CSS) || wanted === "") return;
    const texts = textsIn(root);
    const highlight = new Highlight();
    for (const passage of wanted.split("\n\n")) {
      const found = findPassage(texts.map((node) => node.data), passage);
      const [first, last] = [texts[found?.start.piece ?? -1], texts[found?.end.piece ?? -1]];
      if (found === null || first === undefined || last === undefined) continue;
      const range = new Range();
      range.setStart(first, found.start.offset);
      range.setEnd(last, found.end.offset);
      highlight.add(range);
    }
    CSS.highlights.set(name, highlight);
    return () => void CSS.highlights.delete(name);
  }, [document_, wanted]);
}

function textsIn(root: HTMLElement): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) found.push(node as Text);
  return found;
}
