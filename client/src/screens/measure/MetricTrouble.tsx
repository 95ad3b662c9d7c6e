/** Why a change of a metric did not hold, under its row; with both versions when a team-mate was quicker. */
import { Button } from "../../parts/Button";
import { Conflict } from "../../parts/Conflict";
import { Note } from "../../parts/Note";
import { firstName, nameOf, useFigure, useRecord, useSelf } from "../../records";
import { text } from "../../text";
import { useChain } from "./chosen";
import { type Trouble, type Wanted, wantedOf } from "./metricMoves";
import { reading } from "./units";

export function MetricTrouble({ trouble }: { trouble: Trouble }) {
  const { about: instrument, message, clash } = trouble;
  const { team, moves } = useChain();
  const unit = useRecord(`instrument/${instrument}`)?.unit ?? "";
  const standing = useRecord(`metric/${team}/${instrument}`);
  const { seat } = useSelf();
  const editor = useRecord(`work/${team}/measure`)?.by;
  const by = useFigure(nameOf(editor === seat ? undefined : editor), [editor, seat]);
  const words = text.work.conflict;
  if (clash === null) {
    return <Note look="cri" role="status"><p>{message}</p><Button size="sm" look="quiet" onPress={moves.forget}>{text.shell.close}</Button></Note>;
  }
  return (
    <Conflict
      title={words.title(firstName(by))}
      theirs={said(clash.now, unit)}
      mineLabel={words.mine}
      mine={said({ ...wantedOf(standing ?? clash.now), ...clash.wanted }, unit)}
      keepMine={words.keepMine}
      takeTheirs={words.takeTheirs}
      onKeepMine={() => moves.keepMine(trouble)}
      onTakeTheirs={() => moves.takeTheirs(trouble)}
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
