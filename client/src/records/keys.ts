/**
 * Keys of records: `kind/part/part`. The kind says which interface the record has; the parts are ids.
 *
 * A prefix is whole parts: `claim/2` holds `claim/2/k9` and not `claim/21/k9`.
 */
import type { Moves as WireMoves, Records as WireRecords } from "../wire/types.gen";

/** Every kind with its record, and every move with its arguments, as the server declares them. */
export type Kinds = WireRecords;
export type MoveArgs = WireMoves;

export type Kind = keyof Kinds & string;
export type MoveName = keyof MoveArgs & string;
export type Key = Kind | `${Kind}/${string}`;
export type KindOf<K extends string> = K extends `${infer First}/${string}` ? First & Kind : K & Kind;
/** The record under a key; for a key whose kind is not known, any of them. */
export type Rec<K extends string = Key> = Kinds[KindOf<K>];

/** Split a key into its kind and its ids. */
export function parts(key: string): string[] {
  return key.split("/");
}

/** The last id of a key: `claim/2/k9` → `k9`. */
export function lastOf(key: string): string {
  return key.slice(key.lastIndexOf("/") + 1);
}

export function kindOf(key: string): string {
  const slash = key.indexOf("/");
  return slash < 0 ? key : key.slice(0, slash);
}

/** Every prefix that holds the key, itself included: `a/b/c` → `a/b/c`, `a/b`, `a`. */
export function prefixesOf(key: string): string[] {
  const all = [key];
  for (let slash = key.lastIndexOf("/"); slash > 0; slash = key.lastIndexOf("/", slash - 1)) all.push(key.slice(0, slash));
  return all;
}

/** Order keys part by part, numbers by their size: `chat/2/9` before `chat/2/10`. */
export function byKey(a: string, b: string): number {
  const left = a.split("/");
  const right = b.split("/");
  for (let at = 0; at < Math.min(left.length, right.length); at++) {
    const order = byPart(left[at] ?? "", right[at] ?? "");
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function byPart(a: string, b: string): number {
  if (a === b) return 0;
  if (/^\d+$/.test(a) && /^\d+$/.test(b)) return Number(a) - Number(b);
  return a < b ? -1 : 1;
}
