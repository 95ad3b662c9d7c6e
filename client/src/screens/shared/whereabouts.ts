/**
 * Presence at a spot: say where I am, and know which team-mates are there. Never logged, never counted.
 *
 * The words of a place: `exhibit` the tag that is open, `claim` the card that is looked at, `item` and `instrument` the
 * same in Design and Measure, `writes` the field that is typed into (`claim.k9`, `statement`).
 */
import { useCallback, useEffect, useSyncExternalStore } from "react";
import { crew, type Person, type Place, useFigure, useLive, useSelf } from "../../records";

/** Say where I am while this is on screen. */
export function useSayHere(place: Place): void {
  const { here } = useLive();
  const said = JSON.stringify(place);
  useEffect(() => here.set(JSON.parse(said) as Place), [here, said]);
}

/** The team-mates whose place has this value under this word, by name; never myself. */
export function useMatesAt(team: string | null, word: string, value: string): readonly Person[] {
  const { here } = useLive();
  const { seat } = useSelf();
  const mates = useFigure(crew(team ?? "-"), [team]);
  const found = useSyncExternalStore(here.on, useCallback(
    () => mates.filter((mate) => mate.seat !== seat && here.of(mate.seat)?.[word] === value).map((mate) => mate.seat).join(" "),
    [here, mates, seat, word, value],
  ));
  return found === "" ? none : mates.filter((mate) => found.split(" ").includes(mate.seat));
}

const none: readonly Person[] = [];
