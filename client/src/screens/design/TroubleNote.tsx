/** Why the last change of the plan did not hold, at the plan; with both versions when a team-mate was quicker. */
import { Button } from "../../parts/Button";
import { Conflict } from "../../parts/Conflict";
import { Note } from "../../parts/Note";
import { firstName, nameOf, useFigure, useRecord, useSelf } from "../../records";
import { text } from "../../text";
import { useBoard } from "./board";
import { spanOf } from "./plan";
import { type Trouble, type Wanted, wantedOf } from "./planMoves";
import styles from "./Board.module.css";

export function TroubleNote({ trouble }: { trouble: Trouble }) {
  const { about: item, message, clash } = trouble;
  const { team, moves } = useBoard();
  const shown = useRecord(`item/${item}`);
  const standing = useRecord(`plan/${team}/${item}`);
  const { seat } = useSelf();
  const editor = useRecord(`work/${team}/design`)?.by;
  const by = useFigure(nameOf(editor === seat ? undefined : editor), [editor, seat]);
  const words = text.work.conflict;
  if (clash !== null && shown !== undefined) {
    const said = ({ start, claims }: Wanted) => {
      const span = spanOf(shown, start);
      return `${shown.label}: ${text.design.conflict(text.design.months(span.fromMonth, span.toMonth), text.design.conflictCauses(claims.length))}`;
    };
    return (
      <div className={styles.trouble}>
        <Conflict
          title={words.title(firstName(by))}
          theirs={said(clash.now)}
          mineLabel={words.mine}
          mine={said({ ...wantedOf(standing ?? clash.now), ...clash.wanted })}
          keepMine={words.keepMine}
          takeTheirs={words.takeTheirs}
          onKeepMine={() => moves.keepMine(trouble)}
          onTakeTheirs={() => moves.takeTheirs(trouble)}
        />
      </div>
    );
  }
  return (
    <div className={styles.trouble}>
      <Note look="cri" role="status">
        <p><b>{shown?.label ?? item}</b> {message}</p>
        <Button look="quiet" size="sm" onPress={moves.forget}>{text.shell.close}</Button>
      </Note>
    </div>
  );
}
