/** How many of the team have bet, said beside the sign-off. */
import { useFigure } from "../../records";
import { text } from "../../text";
import { useTeam } from "../shared/team";
import { betStands, bettors, candidatesOf } from "./bets";

/** "4 of 5 bets in", for the sign-off bar; nothing before the bet was opened. */
export function BetsIn() {
  const team = useTeam() ?? "-";
  const isOpen = useFigure((see) => candidatesOf(team)(see).length > 0, [team]);
  const { placed, missing } = useFigure(bettors(team), [team]);
  const stands = useFigure(betStands(team), [team]);
  if (stands && placed.length === 0) return <span>{text.diagnose.statement.betsStand}</span>;
  return isOpen ? <span className="num">{text.diagnose.statement.bets(placed.length, placed.length + missing.length)}</span> : null;
}

