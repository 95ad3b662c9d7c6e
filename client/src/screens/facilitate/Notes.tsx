/** Private notes of the facilitators, stamped with the time of the session; kept on the server, seen by facilitators alone. */
import { useState } from "react";
import { serverTime, useSecond } from "../../app/time";
import { Button } from "../../parts/Button";
import { Field } from "../../parts/Field";
import { Head } from "../../parts/Head";
import { Icon } from "../../parts/Icon";
import { Menu } from "../../parts/Menu";
import { lastOf, newId, type See, useDo, useDraft, useFigure, useLive, useRecord } from "../../records";
import { format, text } from "../../text";
import { useAttempt } from "../shared/attempt";
import { useRights } from "./role";
import styles from "./Left.module.css";

const notesOf = (see: See) => see.keys("note").flatMap((key) => {
  const note = see.get(key as `note/${string}`);
  return note === undefined ? [] : [{ id: lastOf(key), text: note.text, due: note.noted_due }];
}).sort((a, b) => a.due - b.due);

export function Notes() {
  const notes = useFigure(notesOf, []);
  const { canAct } = useRights();
  const words = text.facilitate.notes;
  return (
    <section>
      <Head end={words.end}>{words.title}</Head>
      {notes.length === 0 && <p className={styles.hint}>{words.none}</p>}
      <ul>{notes.map((note) => <One key={note.id} id={note.id} said={note.text} due={note.due} canAct={canAct} />)}</ul>
      {canAct && <Add />}
    </section>
  );
}

function Add() {
  const act = useDo();
  const live = useLive();
  const draft = useDraft("note.new");
  const attempt = useAttempt();
  const words = text.facilitate.notes;
  useSecond();
  async function keep() {
    const said = draft.text.trim();
    if (said === "") return;
    draft.clear();
    const answer = await attempt.run(() => act("note.put", { id: newId(), text: said }));
    if (!answer.ok) draft.set(said);
  }
  return (
    <form className={styles.add} onSubmit={(event) => { event.preventDefault(); void keep(); }}>
      <Field label={words.field} labelHidden placeholder={words.placeholder(format.timeOfDay(live.now()))} maxLength={4000} value={draft.text} onChange={draft.set} error={attempt.refusal} className="grow" />
      {draft.text.trim() !== "" && <Button type="submit">{words.keep}</Button>}
    </form>
  );
}

function One({ id, said, due, canAct }: { id: string; said: string; due: number; canAct: boolean }) {
  const act = useDo();
  const clock = useRecord("clock");
  const [isEditing, setEditing] = useState(false);
  const words = text.facilitate.notes;
  const at = clock === undefined ? null : serverTime({ ...clock, running: true }, due);
  if (isEditing) return <li className={styles.note}><Edit id={id} said={said} onDone={() => setEditing(false)} /></li>;
  return (
    <li className={styles.note}>
      <p className={styles.noteText}><bdi>{said}</bdi>{at !== null && <span className="t12 faint num"> {format.timeOfDay(at)}</span>}</p>
      {canAct && (
        <Menu label={words.menu(said)} trigger={<Button look="quiet" size="sm" icon aria-label={words.menu(said)}><Icon name="more" /></Button>} groups={[{ entries: [
          { id: "edit", text: words.edit, onAct: () => setEditing(true) },
          { id: "drop", text: words.drop, isCritical: true, onAct: () => void act("note.drop", { id }) },
        ] }]} />
      )}
    </li>
  );
}

function Edit({ id, said, onDone }: { id: string; said: string; onDone: () => void }) {
  const act = useDo();
  const draft = useDraft(`note.${id}`, said);
  const attempt = useAttempt();
  async function save() {
    const answer = await draft.send((next) => attempt.run(() => act("note.put", { id, text: next.trim() })));
    if (answer.ok) onDone();
  }
  return (
    <form className={styles.edit} onSubmit={(event) => { event.preventDefault(); void save(); }}>
      <Field label={text.facilitate.notes.field} labelHidden rows={2} serif maxLength={4000} value={draft.text} onChange={draft.set} error={attempt.refusal} autoFocus />
      <div className="row"><Button size="sm" look="pen" type="submit">{text.facilitate.notes.save}</Button><Button size="sm" onPress={() => { draft.clear(); onDone(); }}>{text.shell.cancel}</Button></div>
    </form>
  );
}
