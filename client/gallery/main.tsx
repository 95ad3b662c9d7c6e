/** Literal states of screens, to look at and to test: `gallery/?state=run.playing`. Not part of what is served. */
// First: it names the order of the layers that every later style falls into.
import "../src/styles/index.css";
import { createRoot } from "react-dom/client";
import { I18nProvider } from "react-aria-components/I18nProvider";
import { Shell } from "../src/app/Shell";
import frame from "../src/app/Shell.module.css";
import { Announcer } from "../src/parts/Announcer";
import { LiveContext } from "../src/records";
import { loadWords } from "../src/text";
import { literal } from "./live";

// The screens read their words as they load.
await loadWords("later");
const { states } = await import("./states");

const wanted = new URLSearchParams(location.search).get("state");
const state = wanted === null ? undefined : states[wanted];
const root = document.getElementById("root");
if (root === null) throw new Error("the page has no #root: index.html is not ours");

createRoot(root).render(
  state === undefined
    ? <main><h1 className="h2">Gallery</h1><ul>{Object.keys(states).map((name) => <li key={name}><a href={`?state=${name}`}>{name}</a></li>)}</ul></main>
    : (
      <I18nProvider locale="en-GB">
        <Announcer>
          <LiveContext value={literal(state)}>
            <div className={frame.frame}>{state.isBare ? <state.Screen /> : <Shell><state.Screen /></Shell>}</div>
          </LiveContext>
        </Announcer>
      </I18nProvider>
    ),
);
