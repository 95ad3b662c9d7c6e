/**
 * Which team's work a screen shows: one's own, or the one that an observer, a rater or a facilitator looks at.
 *
 * `<TeamContext value="2">` around a screen shows team 2's work to somebody who is in no team.
 */
import { createContext, useContext } from "react";
import { useSelf } from "../../records";

export const TeamContext = createContext<string | null>(null);

/** The team whose work is shown, or null. */
export function useTeam(): string | null {
  const shown = useContext(TeamContext);
  const { team } = useSelf();
  return shown ?? team;
}
