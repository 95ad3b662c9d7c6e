/** The team's notes on an exhibit. Everybody adds their own. */
import { Avatar } from "../../parts/Avatar";
import { Button } from "../../parts/Button";
import { Field } from "../../parts/Field";
import { Sheet } from "../../parts/Sheet";
import { lastOf, nameOf, newId, type See, useDo, useDraft, useFigure, useSelf } from "../../records";
import { text } from "../../text";
import type { Remark } from "../../wire/types.gen";
import { useAttempt } from "../shared/attempt";
import { useStanding } from "../shared/standing";
import { useTeam } from "../shared/team";
import styles from "./Evidence.module.css";

const words = text.evidence;

interface NoteRow extends Remark { id: string }

const notesOn = (team: string, tag: string) => (see: See): NoteRow[] => see.keys(`remark/${team}`).flatMap((key) => {
  const remark = see.get(key as `remark/${string}`);
  return remark?.evidence === tag ? [{ ...remark, id: lastOf(key) }] : [];
});

export function Notes({ tag }: { tag: string }) {
  const team = useTeam() ?? "-";
  const notes = useFigure(notesOn(team, tag), [team, tag]);
  const { canEdit } = useStanding("diagnose");
  return (
    <Sheet className={styles.panel}>
      <h2 className="h4">{words.notes(tag)}</h2>
      {notes.length === 0 && <p className="t13 dim">{words.notesNone}</p>}
      <ul className={styles.notes}>{notes.map((note) => <Line key={note.id} note={note} />)}</ul>
      {canEdit && <Write tag={tag} />}
    </Sheet>
  );
}

function Line({ note }: { note: NoteRow }) {
  const { seat } = useSelf();
  const name = useFigure(nameOf(note.by), [note.by]);
  return <li><Avatar name={name} size="sm" isMe={note.by === seat} /><p dir="auto">{note.text}</p></li>;
}

function Write({ tag }: { tag: string }) {
  const team = useTeam() ?? "-";
  const act = useDo();
  const attempt = useAttempt();
  const draft = useDraft(`remark.${team}.${tag}`);
  async function add() {
    const said = draft.text.trim();
    if (said === "") return;
    draft.clear();
    const answer = await attempt.run(() => act("remark.put", { team, id: newId(), evidence: tag, text: said }));
    if (!answer.ok) draft.set(said);
  }
  return (
    <form className={styles.write} onSubmit={(event) => { event.preventDefault(); void add(); }}>
      <Field label={words.noteField} labelHidden placeholder={words.noteField} maxLength={1000} value={draft.text} onChange={draft.set} error={attempt.refusal} className="grow" />
      <Button type="submit" isDisabled={draft.text.trim() === ""}>{words.noteGo}</Button>
    </form>
  );
}
