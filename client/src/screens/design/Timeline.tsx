/** The twelve-month plan: a row for each cause of the team's map, and one for what is for none. */
import { Button } from "../../parts/Button";
import { classes } from "../../parts/classes";
import { Icon } from "../../parts/Icon";
import { Sheet } from "../../parts/Sheet";
import { useFigure, useLive } from "../../records";
import { text } from "../../text";
import { Bar } from "./Bar";
import { useBoard } from "./board";
import { monthFrom, months } from "./calendar";
import { useLaneDrop, weekOfDrop } from "./dragging";
import { firstStart, type Lane, lanes, relinked, spanOf } from "./plan";
import { TroubleNote } from "./TroubleNote";
import { useMedia } from "./useMedia";
import styles from "./Board.module.css";

export function Timeline({ onAdd, className }: { /** Opens the catalogue where it has no room of its own. */ onAdd: () => void; className?: string }) {
  const { team, canEdit, from, moves } = useBoard();
  const rows = useFigure(lanes(team), [team]);
  const words = text.design;
  const isNarrow = useMedia("(max-width: 1280px)");
  const isEmpty = rows.every((lane) => lane.entries.length === 0);
  const past = monthFrom(from) - 1;
  return (
    <Sheet className={classes(styles.board, className)} aria-label={words.plan}>
      <div className={styles.head}>
        <div className={styles.corner}>
          <h2 className={classes("h4", styles.title)} data-beside={canEdit || undefined}>{words.title}</h2>
          {canEdit && <Button size="sm" className={styles.add} onPress={onAdd}><Icon name="plus" size={14} />{words.add}</Button>}
        </div>
        <ol className={styles.months} aria-hidden="true">{months.map((month) => <li key={month} data-past={month <= past || undefined}>{month}</li>)}</ol>
      </div>
      <div className={styles.lanes}>
        {moves.trouble && <TroubleNote trouble={moves.trouble} />}
        {isEmpty && <div className={styles.emptyPlan}><p className="b">{words.emptyPlan.title}</p><p className="t13 dim">{rows.length === 1 ? words.noClaims : isNarrow ? words.emptyPlan.narrow : words.emptyPlan.text}</p></div>}
        {rows.map((lane) => <Row key={lane.cause?.claim ?? "-"} lane={lane} isAlone={rows.length === 1} past={past} />)}
      </div>
      <div className={styles.key}>
        {(["training", "support", "organisation"] as const).map((style) => <span key={style}><i data-style={style} />{words.group[style]}</span>)}
        <span><i data-lead />{words.preparing}</span>
        {canEdit && <span className={styles.hint}>{words.keys.before} <kbd>←</kbd> <kbd>→</kbd> {words.keys.after}</span>}
      </div>
    </Sheet>
  );
}

function Row({ lane: { cause, entries }, isAlone, past }: { lane: Lane; /** There are no causes to link to. */ isAlone: boolean; past: number }) {
  const { records } = useLive();
  const { team, canEdit, from, moves, select } = useBoard();
  const words = text.design;
  const claim = cause?.claim ?? null;
  const { ref, dropProps, isDropTarget } = useLaneDrop(!canEdit, (dragged, month) => {
    const planned = records.get(`plan/${team}/${dragged.item}`);
    const item = records.get(`item/${dragged.item}`);
    if (item === undefined) return;
    select(dragged.item);
    if (planned === undefined) return moves.add(dragged.item, { start: month === null ? firstStart(from) : weekOfDrop(month, from), claims: claim === null ? [] : [claim] });
    if (planned.start < from) return;
    const claims = dragged.from === claim ? planned.claims : relinked(planned.claims, dragged.from ?? null, claim);
    // A bar that stays in its month keeps its very week.
    const isSameMonth = month === null || month === spanOf(item, planned.start).fromMonth;
    moves.change(dragged.item, { start: isSameMonth ? planned.start : weekOfDrop(month, from), claims });
  });
  if (cause === null && entries.length === 0 && !canEdit) return null;
  return (
    <section className={styles.lane} data-loose={(cause === null && entries.length > 0) || undefined} data-empty={entries.length === 0 || undefined} aria-label={cause?.text ?? words.unlinked}>
      <div className={styles.cause}>
        <b>{cause?.text ?? words.unlinked}</b>
        {cause !== null && <small><span>{text.diagnose.map.box[cause.box]}</span>{cause.points > 0 && <span className="num"> · {words.points(cause.points)}</span>}{cause.support === 0 && <span className="cau"> · {words.support(0)}</span>}</small>}
        {cause === null && entries.length > 0 && !isAlone && <small className="cau">{words.unlinkedHint}</small>}
      </div>
      <div {...dropProps} ref={ref} className={styles.track} data-target={isDropTarget || undefined}>
        {past > 0 && <i className={styles.past} aria-hidden="true" style={{ inlineSize: `${(past / 12) * 100}%` }} />}
        {entries.length > 0
          ? <ul className={styles.bars}>{entries.map((entry) => <Bar key={entry.item} entry={entry} lane={claim} />)}</ul>
          : cause !== null && <p className={styles.nothing}>{words.empty}</p>}
      </div>
    </section>
  );
}

