/**
 * Pin an exhibit to causes, several at once: for each cause supports, contradicts, or nothing.
 *
 * A selected passage of the document can be quoted in the note. Up and down move between causes, S switches the stance.
 */
import { type KeyboardEvent, useRef, useState } from "react";
import { Button } from "../../parts/Button";
import { Field } from "../../parts/Field";
import { Icon } from "../../parts/Icon";
import { Sheet } from "../../parts/Sheet";
import { useDo, useDraft, useFigure } from "../../records";
import { text } from "../../text";
import { type ClaimRow, claimsOf, pinnedFrom } from "../diagnose/cards";
import { stances } from "../diagnose/PinForm";
import { useAttempt } from "../shared/attempt";
import { useLetterKeys } from "../shared/keys";
import { Segments } from "../shared/Segments";
import { useStanding } from "../shared/standing";
import { useTeam } from "../shared/team";
import { NewCause } from "./NewCause";
import { onlyAdds, pinMoves } from "./pins";
import type { Stance } from "./stance";
import { Quote } from "./Quote";
import styles from "./Evidence.module.css";

const words = text.evidence;

export function PinPanel({ tag }: { tag: string }) {
  const team = useTeam() ?? "-";
  const { canEdit } = useStanding("diagnose");
  const claims = useFigure(claimsOf(team), [team]);
  const pinned = useFigure(pinnedFrom(team, tag), [team, tag]);
  const [wanted, setWanted] = useState<Readonly<Record<string, Stance | null>>>({});
  const [isNew, setNew] = useState(false);
  const draft = useDraft(`pins.${team}.${tag}`);
  const act = useDo();
  const attempt = useAttempt();
  const list = useRef<HTMLUListElement>(null);
  const onKeyDown = useListKeys(list);
  const moves = pinMoves(pinned, wanted, draft.text);
  const stanceOf = (claim: ClaimRow): Stance | null => (claim.id in wanted ? (wanted[claim.id] ?? null) : (pinned.find((pin) => pin.claim === claim.id)?.stance ?? null));

  async function pin() {
    const answer = await attempt.run(async () => {
      const answers = await Promise.all(moves.map((move) => (move.do === "link.drop"
        ? act("link.drop", { team, claim: move.claim, evidence: tag })
        : act("link.put", { team, claim: move.claim, evidence: tag, stance: move.stance, strength: move.strength, note: move.note }))));
      return answers.find((one) => !one.ok) ?? { ok: true };
    });
    if (!answer.ok) return;
    setWanted({});
    draft.clear();
  }
  if (!canEdit) return null;
  return (
    <Sheet className={styles.panel}>
      <div className={styles.panelHead}>
        <h2 className="h4 row g8"><Icon name="pin" />{words.pinTitle(tag)}</h2>
        {claims.length > 0 && <span className={styles.hint} aria-hidden="true"><kbd>↑</kbd><kbd>↓</kbd> {words.pinKeys} <kbd>S</kbd></span>}
      </div>
      <p className="t13 dim">{claims.length === 0 ? words.pinNone : words.pinLead}</p>
      {claims.length > 0 && <Quote tag={tag} onQuote={draft.set} />}
      <ul ref={list} className={styles.claims} onKeyDown={onKeyDown}>
        {claims.map((claim) => (
          <li key={claim.id}>
            <span className="grow"><b dir="auto">{claim.text}</b><small>{text.diagnose.map.box[claim.box]}</small></span>
            <Segments label={words.bears(claim.text)} segments={stances} value={stanceOf(claim)} onChange={(stance) => setWanted({ ...wanted, [claim.id]: stance })} canClear />
          </li>
        ))}
      </ul>
      {claims.length > 0 && (moves.length > 0 || draft.text !== "") && <Field label={words.note} hint={words.noteHint} rows={2} maxLength={300} value={draft.text} onChange={draft.set} error={attempt.refusal} serif />}
      {isNew
        ? <NewCause tag={tag} onDone={() => setNew(false)} />
        : (
          <div className={styles.panelFoot}>
            <Button look="quiet" size="sm" onPress={() => setNew(true)}><Icon name="plus" size={14} />{words.newCause}</Button>
            {moves.length > 0 && (
              <div className="row">
                <Button size="sm" onPress={() => { setWanted({}); draft.clear(); }}>{words.pinCancel}</Button>
                <Button size="sm" look="go" onPress={() => void pin()} isPending={attempt.isPending}>{onlyAdds(pinned, moves) ? words.pinGo(moves.length) : words.pinChange(moves.length)}</Button>
              </div>
            )}
          </div>
        )}
    </Sheet>
  );
}

/** Up and down between the causes, S to the other stance of the one that has the focus. */
function useListKeys(list: { current: HTMLUListElement | null }) {
  const hasLetters = useLetterKeys();
  return (event: KeyboardEvent) => {
    const rows = [...(list.current?.children ?? [])];
    const at = rows.findIndex((row) => row.contains(event.target as Node));
    if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const buttons = (row: Element | undefined) => [...(row?.querySelectorAll("button") ?? [])];
    const column = Math.max(0, buttons(rows[at]).indexOf(event.target as HTMLButtonElement));
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      buttons(rows[at + step])[column]?.focus();
    } else if (hasLetters && event.key.toLowerCase() === "s") {
      event.preventDefault();
      const other = buttons(rows[at])[1 - column];
      other?.focus();
      other?.click();
    }
  };
}
