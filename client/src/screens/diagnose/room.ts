/**
 * The evidence room as a figure: exhibits in four groups, people to ask, data to request, hours left.
 *
 * An answer shows once it was asked for and a cut once it was requested; until then the person and the request stand for
 * them. What a tag begins with names its group; else its kind does.
 */
import { lastOf, type See } from "../../records";
import type { EvidenceShown } from "../../wire/types.gen";
import { byTag } from "./cards";

export type GroupName = "documents" | "interviews" | "data" | "observations";
export const groupNames: readonly GroupName[] = ["documents", "interviews", "data", "observations"];

export interface Piece extends EvidenceShown { tag: string }

/** Every exhibit of the team, by tag. */
export const piecesOf = (team: string) => (see: See): Piece[] => see.keys(`evidence/${team}`)
  .flatMap((key) => {
    const shown = see.get(key as `evidence/${string}`);
    return shown ? [{ ...shown, tag: lastOf(key) }] : [];
  })
  .sort((a, b) => byTag(a.tag, b.tag));

/** The tags that a group lists: those of its own, and answers and cuts once they were asked for. */
export const tagsIn = (team: string, group: GroupName) => (see: See): string[] => piecesOf(team)(see)
  .filter((piece) => groupOf(piece.tag, piece) === group && (standsAlone(piece) || isAsked(piece)))
  .map((piece) => piece.tag);

/** The tags that can be pinned, compared and cited. */
export const openTags = (team: string) => (see: See): string[] => piecesOf(team)(see).filter((piece) => piece.state === "open").map((piece) => piece.tag);

export function groupOf(tag: string, piece: Pick<EvidenceShown, "kind" | "request">): GroupName {
  if (piece.kind === "interview") return "interviews";
  if (piece.kind === "observation") return "observations";
  if (piece.request !== null || tag.startsWith("X")) return "data";
  if (tag.startsWith("D")) return "documents";
  return piece.kind === "table" || piece.kind === "chart" ? "data" : "documents";
}

const standsAlone = (piece: Piece) => piece.person === null && piece.request === null;
const isAsked = (piece: Piece) => piece.state === "open" || piece.state === "waiting";

export interface PersonRow { person: string; name: string; role: string; about: string; asked: number; of: number; /** The hours of the cheapest question not yet asked. */ from: number | null }

/** The people whom the team may ask, and how many of their questions it has asked. */
export const peopleToAsk = (team: string) => (see: See): PersonRow[] => {
  const pieces = piecesOf(team)(see);
  return see.keys("person").flatMap((key) => {
    const shown = see.get(key as `person/${string}`);
    if (shown === undefined) return [];
    const person = lastOf(key);
    const questions = pieces.filter((piece) => piece.person === person);
    const free = questions.filter((piece) => piece.state === "closed").map((piece) => piece.hours);
    return [{ person, ...shown, asked: questions.filter(isAsked).length, of: questions.length, from: free.length > 0 ? Math.min(...free) : null }];
  }).sort((a, b) => firstTag(pieces, "person", a.person, b.person));
};

export interface RequestRow { request: string; title: string; hours: number; asked: number; of: number }

/** The data that the team may request, and how many of its cuts it has. */
export const requestsOf = (team: string) => (see: See): RequestRow[] => {
  const pieces = piecesOf(team)(see);
  return see.keys("request").flatMap((key) => {
    const shown = see.get(key as `request/${string}`);
    if (shown === undefined) return [];
    const request = lastOf(key);
    return [{ request, title: shown.title, hours: shown.hours, asked: pieces.filter((piece) => piece.request === request && isAsked(piece)).length, of: shown.cuts.length }];
  }).sort((a, b) => firstTag(pieces, "request", a.request, b.request));
};

/** In the order of the file, which tags keep: keys come by their letters. */
function firstTag(pieces: readonly Piece[], of: "person" | "request", a: string, b: string): number {
  const place = (id: string) => pieces.findIndex((piece) => piece[of] === id);
  return place(a) - place(b);
}

/** Hours: what the team has, has spent, and has left. */
export const hoursOf = (team: string) => (see: See): { budget: number; spent: number; left: number } => {
  const hours = see.get(`hours/${team}`);
  return hours === undefined ? { budget: 0, spent: 0, left: 0 } : { budget: hours.budget, spent: hours.spent, left: hours.budget - hours.spent };
};
