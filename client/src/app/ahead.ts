/**
 * Fetch what later work needs while nothing else is to do, one piece after another.
 *
 * Work goes on while the server is away, so a page must be able to open everything without it. A piece that can't be had
 * now is tried again when it is shown.
 */
import { loadWords } from "../text";
import { type ScreenName, fetched } from "./screens";

const phases: readonly ScreenName[] = ["brief", "diagnose", "design", "measure", "pitch", "run", "debrief"];

/** Every piece that is loaded on use; a test holds this list against the code. */
const pieces: readonly (() => Promise<unknown>)[] = [
  () => import("../parts/dialogs"),
  () => import("../parts/menus"),
  () => import("../parts/numbers"),
  () => import("../parts/popovers"),
  () => import("../parts/tooltips"),
  () => import("../parts/markdowns"),
  () => import("../parts/RichSelect"),
  () => import("./keptFocus"),
  () => import("./MessagesPanel"),
  () => loadWords("later").then(() => import("./HelpDialogs")),
  () => import("./Said"),
  () => loadWords("later").then(() => import("./Own")),
  () => import("../screens/lobby/Needs"),
  () => import("../screens/lobby/Rename"),
  () => import("../screens/diagnose/AddCause"),
  () => loadWords("later").then(() => import("../screens/diagnose/Inspector")),
  () => loadWords("later").then(() => import("../screens/diagnose/Statement")),
  () => loadWords("later").then(() => import("../screens/diagnose/Bet")),
  () => loadWords("later").then(() => import("../screens/diagnose/Phone")),
  () => loadWords("later").then(() => import("../screens/evidence")),
  () => import("../screens/evidence/Attached"),
  () => import("../screens/events/Event"),
  () => import("../screens/debrief/Computed"),
  () => import("../screens/rating/Ratings"),
  () => import("../screens/rating/TeamRating"),
  () => import("../charts/LineChart"),
  () => import("../charts/BarChart"),
];

/** Begin with the next phase's screen; stop when what is returned is called. */
export function fetchAhead(next: ScreenName | undefined): () => void {
  let isStopped = false;
  const screens = [...new Set(next === undefined ? phases : [next, ...phases])].map((name) => () => fetched(name));
  void (async () => {
    for (const piece of [...screens.slice(0, 1), ...pieces, ...screens.slice(1)]) {
      if (isStopped) return;
      await piece().catch(() => {});
    }
  })();
  return () => {
    isStopped = true;
  };
}
