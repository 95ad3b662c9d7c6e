/**
 * A cause on the map: its sentence, what is pinned to it, the points of the bet, who writes on it.
 *
 * The sentence is the button that opens it, and the stop of the arrow keys; grip and menu are for those who are there.
 * A dashed card has more against it than for it. The card watches its own record, so that one change draws one card.
 */
import { memo, type KeyboardEvent, useRef } from "react";
import { useDrag } from "react-aria/useDrag";
import { Button } from "react-aria-components/Button";
import { Avatar } from "../../parts/Avatar";
import { ExhibitTag } from "../../parts/ExhibitTag";
import { Icon } from "../../parts/Icon";
import { firstName, nameOf, useFigure, useRecord } from "../../records";
import { text } from "../../text";
import type { Box, Claim } from "../../wire/types.gen";
import { useLetterKeys } from "../shared/keys";
import { useTeam } from "../shared/team";
import { useMatesAt } from "../shared/whereabouts";
import { cardType } from "./Box";
import { CardMenu } from "./CardMenu";
import { pinsOf, pointsOf } from "./cards";
import type { MoveTo } from "./CauseMap";
import { place, usePlace } from "./place";
import styles from "./CauseMap.module.css";

interface CardProps { id: string; isStop: boolean; canEdit: boolean; onMove: MoveTo; onAdd: (box: Box) => void }

export const Card = memo(function Card(props: CardProps) {
  const team = useTeam() ?? "-";
  const claim = useRecord(`claim/${team}/${props.id}`);
  return claim === undefined ? null : <Face {...props} claim={claim} />;
});

function Face({ id, claim, isStop, canEdit, onMove, onAdd }: CardProps & { claim: Claim }) {
  const team = useTeam() ?? "-";
  const words = text.diagnose.map;
  const { pins, isWeak } = useFigure(pinsOf(team, id), [team, id]);
  const editor = useFigure(nameOf(claim.edited_by), [claim.edited_by]);
  const points = useFigure(pointsOf(team, claim.cause), [team, claim.cause]);
  const writer = useMatesAt(team, "writes", `claim.${id}`)[0];
  const lookers = useMatesAt(team, "claim", id).filter((mate) => mate.seat !== writer?.seat);
  const isSelected = usePlace().claim === id;
  const hasLetters = useLetterKeys();
  const card = useRef<HTMLLIElement>(null);
  const { dragProps, dragButtonProps, isDragging } = useDrag({
    hasDragButton: true,
    isDisabled: !canEdit,
    getItems: () => [{ [cardType]: id, "text/plain": claim.text }],
    getAllowedDropOperations: () => ["move"],
  });

  function onKeyDown(event: KeyboardEvent) {
    if (!hasLetters || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = {
      n: () => canEdit && onAdd(claim.box),
      v: () => place.panel("bet"),
      p: () => place.pin(id),
      m: () => canEdit && card.current?.querySelector<HTMLElement>("[data-menu]")?.click(),
    }[event.key.toLowerCase()];
    if (act === undefined) return;
    event.preventDefault();
    act();
  }

  return (
    <li ref={card} {...dragProps} className={styles.card} data-weak={isWeak || undefined} data-selected={isSelected || undefined} data-dragging={isDragging || undefined}>
      {canEdit && <Button {...dragButtonProps} className={styles.grip} excludeFromTabOrder={!isStop} aria-label={words.grip(claim.text)}><Icon name="grip" size={14} /></Button>}
      <button type="button" dir="auto" className={styles.title} data-stop={id} tabIndex={isStop ? 0 : -1} aria-pressed={isSelected} onClick={() => place.claim(id)} onKeyDown={onKeyDown}>
        {claim.text}{isWeak && <span className="vh">, {words.weak}</span>}
      </button>
      {editor !== "" && claim.edited_by !== claim.by && <p className="t12 faint">{text.diagnose.inspector.changed(firstName(editor))}</p>}
      <div className={styles.foot}>
        <span className={styles.pins}>
          {pins.map((pin) => <ExhibitTag key={pin.key} tag={pin.evidence} look={pin.stance === "supports" ? "for" : "against"} sense={words[pin.stance]} className={styles.pin} />)}
        </span>
        <span className={styles.end}>
          {lookers.slice(0, 3).map((mate) => <Avatar key={mate.seat} name={mate.name} size="xs" label={words.looking(firstName(mate.name))} />)}
          {writer && <span className={styles.who}><Avatar name={writer.name} size="xs" />{words.writing(firstName(writer.name))}</span>}
          {points !== null && <span className={styles.points} title={words.pointsLong(points)}>{words.points(points)}</span>}
          {canEdit && <CardMenu id={id} claim={claim} isStop={isStop} onMove={onMove} />}
        </span>
      </div>
    </li>
  );
}
