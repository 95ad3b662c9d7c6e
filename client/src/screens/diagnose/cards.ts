/**
 * The cause map as figures: which cards a box holds, what is pinned to a card, what the team's bet gives it.
 *
 * A card is weak when more speaks against it than for it, each link counted by its strength.
 */
import { lastOf, type See } from "../../records";
import type { Box, Claim, Link } from "../../wire/types.gen";

export interface Pin extends Link { key: string }

export interface Pins { pins: readonly Pin[]; supports: number; contradicts: number; isWeak: boolean }

/** The ids of the cards in a box, the oldest first. */
export const cardsIn = (team: string, box: Box) => (see: See): string[] => claimsOf(team)(see).filter((claim) => claim.box === box).map((claim) => claim.id);

export interface ClaimRow extends Claim { id: string }

/** All claims of a team, the oldest first. */
export const claimsOf = (team: string) => (see: See): ClaimRow[] => see.keys(`claim/${team}`)
  .flatMap((key) => {
    const claim = see.get(key as `claim/${string}`);
    return claim ? [{ ...claim, id: lastOf(key) }] : [];
  })
  .sort((a, b) => a.made_due - b.made_due || (a.id < b.id ? -1 : 1));

/** What is pinned to a card: first what supports it, then what contradicts it, each by tag. */
export const pinsOf = (team: string, claim: string) => (see: See): Pins => {
  const pins = linksWhere(team, (link) => link.claim === claim)(see).sort((a, b) => (a.stance === b.stance ? byTag(a.evidence, b.evidence) : a.stance === "supports" ? -1 : 1));
  const weight = (stance: Link["stance"]) => pins.filter((pin) => pin.stance === stance).reduce((sum, pin) => sum + pin.strength, 0);
  return {
    pins,
    supports: pins.filter((pin) => pin.stance === "supports").length,
    contradicts: pins.filter((pin) => pin.stance === "contradicts").length,
    isWeak: weight("contradicts") > weight("supports"),
  };
};

/** The claims that an exhibit is pinned to. */
export const pinnedFrom = (team: string, tag: string) => linksWhere(team, (link) => link.evidence === tag);

function linksWhere(team: string, wanted: (link: Link) => boolean) {
  return (see: See): Pin[] => see.keys(`link/${team}`).flatMap((key) => {
    const link = see.get(key as `link/${string}`);
    return link && wanted(link) ? [{ ...link, key }] : [];
  });
}

/** The points that the team's bet gives to the candidate that a card stands for; null before the spread, or without a candidate. */
export const pointsOf = (team: string, cause: string | null) => (see: See): number | null => {
  if (cause === null) return null;
  const spread = see.get(`spread/${team}`);
  return spread === undefined ? null : (spread.points[cause] ?? 0);
};

/** D2 before D10, D before X. */
export function byTag(a: string, b: string): number {
  const [left, right] = [a.replace(/\d+$/, ""), b.replace(/\d+$/, "")];
  if (left !== right) return left < right ? -1 : 1;
  return Number(a.slice(left.length)) - Number(b.slice(right.length));
}
