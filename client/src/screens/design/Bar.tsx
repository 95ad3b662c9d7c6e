/** An intervention on the board: a bar from its start to its end. Left and right move it a month, the menu does the rest. */
import { type CSSProperties, type KeyboardEvent, useRef } from "react";
import { mergeProps, useButton } from "react-aria";
import { Avatar } from "../../parts/Avatar";
import { Icon } from "../../parts/Icon";
import { useLang, useRecord } from "../../records";
import { format, text } from "../../text";
import { useMatesAt } from "../shared/whereabouts";
import { BarMenu } from "./BarMenu";
import { isFree, useBoard } from "./board";
import { placeOf } from "./calendar";
import { useDragged } from "./dragging";
import type { Planned } from "./plan";
import styles from "./Board.module.css";

export function Bar({ entry, lane }: { entry: Planned; lane: string | null }) {
  const board = useBoard();
  const { span, style, label } = entry;
  const isMovable = isFree(board, span.start);
  const ref = useRef<HTMLDivElement>(null);
  const currency = useRecord("case")?.currency ?? "";
  const { dragProps, isDragging } = useDragged({ item: entry.item, from: lane }, !isMovable, true);
  const { buttonProps } = useButton({ elementType: "div", onPress: () => board.select(entry.item) }, ref);
  const from = placeOf(span.start);
  const wide = Math.max(placeOf(span.end) - from, 1 / 24);
  const cost = format.moneyShort(entry.cost, currency);
  const when = span.liveMonth === null ? text.design.tooLate : text.design.live(span.liveMonth);

  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0 || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (isMovable) board.moves.shift(entry.item, step, board.from);
  }

  return (
    <li className={styles.place} data-style={style} data-loose={lane === null || undefined} data-dragging={isDragging || undefined} data-end={from + wide > 0.96 || undefined} data-short={wide < 0.15 || undefined} data-right={from > 0.6 || undefined} style={{ "--from": from, "--wide": wide } as CSSProperties}>
      <div
        {...mergeProps(dragProps, buttonProps, { onKeyDown })}
        ref={ref}
        className={styles.bar}
        data-selected={board.selected === entry.item || undefined}
        aria-pressed={board.selected === entry.item}
      >
        <span className={styles.words}>
          <span className={styles.name}>{span.liveMonth === null && <Icon name="warning" size={14} />}<span lang={useLang()}>{label}</span><span className="vh">{text.design.bar(text.design.group[style], text.design.months(span.fromMonth, span.toMonth), when)}</span></span>
          <span className={styles.meta}><span className={styles.kind} aria-hidden="true">{text.design.group[style]}</span><span className={styles.audience}>{entry.audience}</span><span className={styles.when} aria-hidden="true">{text.design.months(span.fromMonth, span.toMonth)}</span><span className="num">{cost}</span></span>
        </span>
        {entry.lead > 0 && <i className={styles.lead} aria-hidden="true" style={{ "--lead": Math.min(1, (placeOf(span.live) - from) / wide) } as CSSProperties} />}
      </div>
      <Mates item={entry.item} />
      {isMovable && <BarMenu entry={entry} />}
    </li>
  );
}

/** Team-mates who look at this item now. */
function Mates({ item }: { item: string }) {
  const { team } = useBoard();
  const mates = useMatesAt(team, "item", item);
  if (mates.length === 0) return null;
  return <span className={styles.mates}>{mates.slice(0, 2).map(({ seat, name }) => <Avatar key={seat} size="sm" name={name} label={text.design.here2(name)} />)}</span>;
}
