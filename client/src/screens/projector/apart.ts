/** Names for a wall: first names, with as much of the rest as tells two people of one first name apart. */
import { firstName } from "../../records";

export function apart(names: readonly string[]): string[] {
  const ways = [firstName, withInitial, (name: string) => name.trim()].map((way) => names.map(way));
  return names.map((name, at) => {
    const way = ways.find((all) => all.filter((other) => other.toLocaleLowerCase() === all[at]?.toLocaleLowerCase()).length === 1);
    return way?.[at] ?? name;
  });
}

/** Ana S. */
function withInitial(name: string): string {
  const words = name.trim().split(/\s+/);
  const last = words.length > 1 ? [...(words.at(-1) ?? "")][0] : undefined;
  return last === undefined ? firstName(name) : `${firstName(name)} ${last}.`;
}
