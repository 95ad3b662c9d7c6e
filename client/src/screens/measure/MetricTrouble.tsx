/** Why a change of a metric did not hold, under its row; with both versions when a team-mate was quicker. */
import { Button } from "../../parts/Button";
import { Conflict } from "../../parts/Conflict";
import { Note } from "../../parts/Note";
import { firstName, nameOf, useFigure, useRecord } from "../../records";
import { text } from "../../text";
import { useChain } from "./chosen";
import type { Trouble, Wanted } from "./useMetrics";
import { reading } from "./units";

export function MetricTrouble({ trouble: { instrument, message, clash } }: { trouble: Trouble }) {
  const { team, moves } = useChain();
  const unit = useRecord(`instrument/${instrument}`)?.unit ?? "";
  const by = useFigure(nameOf(useRecord(`work/${team}/measure`)?.by), [team]);
  const words = text.work.conflict;
  if (clash === null) {
    return <Note look="cri" role="status"><p>{message}</p><Button size="sm" look="quiet" onPress={moves.forget}>{text.shell.close}</Button></Note>;
  }
  return (
    <Conflict
      title={words.title(firstName(by))}
      theirs={said(clash.now, unit)}
      mineLabel={words.mine}
      mine={said(clash.wanted, unit)}
      keepMine={words.keepMine}
      takeTheirs={words.takeTheirs}
      onKeepMine={() => { moves.forget(); void moves.change(instrument, clash.wanted); }}
      onTakeTheirs={moves.forget}
    />
  );
}

/** "Target 8 %, by month 12, control group, Ruth" */
function said({ target, month, isolation, owner }: Wanted, unit: string): string {
  const { columns, howShort } = text.measure;
  return [
    `${columns.target} ${target === null ? "–" : reading(target, unit)}`,
    `${columns.month.toLocaleLowerCase()} ${month ?? "–"}`,
    howShort[isolation].toLocaleLowerCase(),
    owner,
  ].filter(Boolean).join(", ");
}
