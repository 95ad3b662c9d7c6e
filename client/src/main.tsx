/** The composition root: the only place that knows both the wire and the screens. */
// First: it names the order of the layers that every later style falls into.
import "./styles/index.css";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { text } from "./text";
import { openLive } from "./wire/live";

// React Aria would add a style element of its own, which the content security policy forbids; the same rule is in
// styles/reset.css, and an element with this id tells it so.
const claimed = document.createElement("meta");
claimed.id = "react-aria-pressable-style";
document.head.append(claimed);

const words = { full: text.shell.link.full, noPreview: text.shell.link.waits };
const root = document.getElementById("root");
if (root === null) throw new Error("the page has no #root: index.html is not ours");
createRoot(root).render(<App openLive={open} />);

function open(session: string, token: string) {
  return openLive(session, token, words);
}
