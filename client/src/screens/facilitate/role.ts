/** What the person at the console may do: facilitators command, observers and raters look, and an ended session is read. */
import { useRecord, useSelf } from "../../records";

export interface Rights {
  /** May see what only facilitators see. */
  isFacilitator: boolean;
  /** May command: a facilitator, in a session that has not ended. */
  canAct: boolean;
}

export function useRights(): Rights {
  const { role } = useSelf();
  const isEnded = useRecord("session")?.ended ?? false;
  const isFacilitator = role === "facilitator";
  return { isFacilitator, canAct: isFacilitator && !isEnded };
}
