/**
 * The cause bet: a hundred points over the candidates, private until all have bet.
 *
 * The figures say what stage the team's bet is in, who has bet, and how the spread lies.
 */
import { crew, lastOf, type Person, type See } from "../../records";

export const allPoints = 100;
export const otherCause = "other";

export type Points = Readonly<Record<string, number>>;

export interface CandidateRow { cause: string; label: string }

/** The candidates in order; "something else" last. Empty until the bet was opened. */
export const candidatesOf = (team: string) => (see: See): CandidateRow[] => see.keys(`cause/${team}`)
  .flatMap((key) => {
    const candidate = see.get(key as `cause/${string}`);
    return candidate ? [{ cause: lastOf(key), label: candidate.label }] : [];
  })
  .sort((a, b) => Number(a.cause === otherCause) - Number(b.cause === otherCause) || (a.label < b.label ? -1 : 1));

export interface Bettors { placed: readonly Person[]; missing: readonly Person[] }

/** Who of the team has bet in this round; never how. */
export const bettors = (team: string) => (see: See): Bettors => {
  const round = see.get("phase")?.rounds["diagnose"];
  const betting = see.get(`betting/${team}`);
  const seats = betting !== undefined && betting.round === round ? betting.seats : [];
  const all = crew(team)(see);
  return { placed: all.filter((person) => seats.includes(person.seat)), missing: all.filter((person) => !seats.includes(person.seat)) };
};

/** My own bet of this round, or null. */
export const betOf = (seat: string, team: string) => (see: See): Points | null => {
  const bet = see.get(`bet/${seat}`);
  return bet !== undefined && bet.team === team && bet.round === see.get("phase")?.rounds["diagnose"] ? bet.points : null;
};

/** Whether the bet of an earlier round is still the team's: it stands until all have bet anew. */
export const betStands = (team: string) => (see: See): boolean => {
  const spread = see.get(`spread/${team}`);
  return spread !== undefined && spread.round !== see.get("phase")?.rounds["diagnose"];
};

/** My bet of an earlier round in this team, to begin from. */
export const earlierBet = (seat: string, team: string) => (see: See): Points | null => {
  const bet = see.get(`bet/${seat}`);
  return bet?.team === team ? bet.points : null;
};

export interface SpreadRow extends CandidateRow { points: number; mine: number | null }

/** The team's bet, the most points first; null until all have bet in this round. */
export const spreadOf = (team: string, seat: string) => (see: See): { rows: SpreadRow[]; seats: number } | null => {
  const spread = see.get(`spread/${team}`);
  if (spread === undefined || spread.round !== see.get("phase")?.rounds["diagnose"]) return null;
  const mine = betOf(seat, team)(see);
  const rows = candidatesOf(team)(see).map((candidate) => ({ ...candidate, points: spread.points[candidate.cause] ?? 0, mine: mine === null ? null : (mine[candidate.cause] ?? 0) }));
  return { rows: rows.sort((a, b) => b.points - a.points), seats: spread.seats };
};

/** The points that are still free; negative when too many are placed. */
export function freePoints(points: Points): number {
  return allPoints - Object.values(points).reduce((sum, count) => sum + count, 0);
}

/** A figure for a candidate, whole and between none and all. */
export function wholePoints(value: number): number {
  return Number.isFinite(value) ? Math.max(0, Math.min(allPoints, Math.round(value))) : 0;
}
