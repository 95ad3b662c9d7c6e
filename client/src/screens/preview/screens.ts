/**
 * Every screen of a case, in the order of the show: where it is found in which scene, and from whose seat.
 *
 * A screen's name is what the address of this page holds: `diagnose`, `bet`, `exhibit/X3`, `person/mara`, `event/leaver`.
 */
import { phases } from "../../app/phases";
import { text } from "../../text";
import type { CaseSeen, Staged } from "./api";
import type { SeatName } from "./choice";

export interface ScreenSeen { id: string; title: string; tag?: string; note?: string }
export interface Group { id: "phases" | "exhibits" | "people" | "requests" | "events"; screens: ScreenSeen[] }

/** The first page, where the case stands on the shelf: it needs no session. */
export const shelf = "shelf";

/** Screens within Diagnose that have an address of their own. */
const panels = { bet: "panel=bet&tab=bet", statement: "panel=statement&tab=statement" } as const;

export function groupsOf(seen: CaseSeen): Group[] {
  const words = text.preview;
  const inOrder = phases.flatMap((phase): ScreenSeen[] => [
    ...(phase === "lobby" ? [{ id: shelf, title: words.shelf }] : []),
    { id: phase, title: text.shell.phase[phase] },
    ...(phase === "diagnose" ? (["bet", "statement"] as const).map((id) => ({ id, title: words.panels[id] })) : []),
  ]);
  const groups: Group[] = [
    { id: "phases", screens: inOrder },
    { id: "exhibits", screens: seen.exhibits.map((each) => ({ id: `exhibit/${each.tag}`, tag: each.tag, title: each.title })) },
    { id: "people", screens: seen.people.map((each) => ({ id: `person/${each.id}`, title: each.label })) },
    { id: "requests", screens: seen.requests.map((each) => ({ id: `request/${each.id}`, title: each.label })) },
    { id: "events", screens: seen.events.map((each) => ({ id: `event/${each.id}`, title: each.title, note: each.when })) },
  ];
  return groups.filter((group) => group.screens.length > 0);
}

/** The screen of this name, or the lobby: a screen can go while its case is being written. */
export function screenOf(groups: readonly Group[], id: string): ScreenSeen | undefined {
  const all = groups.flatMap((group) => group.screens);
  return all.find((screen) => screen.id === id) ?? all.find((screen) => screen.id === "lobby");
}

/** The scene that has a screen. */
export function sceneOf(screen: string): string {
  if (screen in panels) return "diagnose";
  const [kind] = screen.split("/");
  return kind === "exhibit" ? "exhibits" : kind === "person" || kind === "request" ? "diagnose" : screen;
}

/** What the address of a screen asks for, from a seat: facilitators and raters look at the first team's board. */
export function searchOf(screen: string, seat: SeatName): string {
  const [kind = "", id = ""] = screen.split("/");
  const inside = kind === "exhibit" || kind === "person" || kind === "request" ? `${kind}=${encodeURIComponent(id)}` : kind === "bet" || kind === "statement" ? panels[kind] : "";
  if (inside === "" || seat === "projector") return "";
  return seat === "participant" ? `?${inside}` : `?board=1&part=diagnose&${inside}`;
}

/** Where a scene is seen from a seat: the path, and the token that opens it. */
export function placeOf(staged: Staged, seat: SeatName): { path: string; token: string } {
  const place = seat === "facilitator" ? "f" : seat === "projector" ? "p" : "s";
  const token = seat === "participant" || seat === "rater" ? staged.seats[seat] : staged.seats.facilitator;
  return { path: `/${place}/${encodeURIComponent(staged.session)}`, token };
}
