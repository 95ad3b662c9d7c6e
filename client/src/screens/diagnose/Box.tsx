/** One of the six boxes: its question, its cards, a place to drop one, a place to write a new one. */
import { lazy, Suspense, useRef } from "react";
import { useDrop } from "react-aria/useDrop";
import { Button } from "react-aria-components/Button";
import { Icon } from "../../parts/Icon";
import { Empty } from "../../parts/Note";
import { useFigure, useKeys } from "../../records";
import { text } from "../../text";
import type { Box as BoxName } from "../../wire/types.gen";
import { useTeam } from "../shared/team";
import { Card } from "./Card";
import { cardsIn } from "./cards";
import type { MoveTo } from "./CauseMap";
import { place } from "./place";
import styles from "./CauseMap.module.css";

const AddCause = lazy(() => import("./AddCause"));

/** While the map is empty: what belongs on it, and how to begin. */
function FirstHunch() {
  const team = useTeam() ?? "-";
  const isEmpty = useKeys(`claim/${team}`).length === 0;
  return isEmpty ? <Empty title={text.diagnose.map.emptyTitle}>{text.diagnose.map.emptyText}</Empty> : null;
}

/** What a dragged card carries: the id of its claim. */
export const cardType = "application/x-practicum-claim";

export interface BoxProps { box: BoxName; stop: string | null; isFirst: boolean; canEdit: boolean; isAdding: boolean; onAdd: (box: BoxName | null) => void; onMove: MoveTo }

export function Box({ box, stop, isFirst, canEdit, isAdding, onAdd, onMove }: BoxProps) {
  const team = useTeam() ?? "-";
  const cards = useFigure(cardsIn(team, box), [team, box]);
  const words = text.diagnose.map;
  const ref = useRef<HTMLElement>(null);
  const { dropProps, isDropTarget } = useDrop({
    ref,
    isDisabled: !canEdit,
    getDropOperation: (types) => (types.has(cardType) ? "move" : "cancel"),
    onDrop: (event) => void (async () => {
      for (const item of event.items) if (item.kind === "text" && item.types.has(cardType)) onMove(await item.getText(cardType), box);
    })(),
  });
  /** Close the form; the new card has the focus, or the button that opened it. */
  function added(id: string | null) {
    onAdd(null);
    if (id !== null) place.claim(id);
    setTimeout(() => ref.current?.querySelector<HTMLElement>(id === null ? "[data-stop^='add.']" : `[data-stop="${id}"]`)?.focus());
  }
  const addStop = `add.${box}`;
  const isOnlyStop = stop === null && isFirst && cards.length === 0;
  return (
    <section {...dropProps} ref={ref} tabIndex={-1} className={styles.box} aria-label={words.box[box]} data-box={box} data-over={isDropTarget || undefined}>
      <header className={styles.head}><h3>{words.box[box]}</h3><p>{words.ask[box]}</p></header>
      {isFirst && <FirstHunch />}
      <ul className={styles.cards}>
        {cards.map((id, at) => <Card key={id} id={id} isStop={stop === id || (stop === null && isFirst && at === 0)} canEdit={canEdit} onMove={onMove} onAdd={onAdd} />)}
      </ul>
      {isAdding
        ? <Suspense fallback={null}><AddCause box={box} onDone={added} /></Suspense>
        : canEdit && (
          <Button className={styles.add} data-stop={addStop} excludeFromTabOrder={stop !== addStop && !isOnlyStop} onPress={() => onAdd(box)} aria-label={words.addIn(words.box[box])}>
            <Icon name="plus" size={14} />{words.add}
          </Button>
        )}
    </section>
  );
}
