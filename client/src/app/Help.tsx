/** "Ask for help": a team's call for the facilitator, with a receipt once it was read. */
import { useState } from "react";
import { Button } from "../parts/Button";
import { Field } from "../parts/Field";
import { Icon } from "../parts/Icon";
import { Popover } from "../parts/Popover";
import { nameOf, useDo, useDraft, useFigure, useRecord, useSelf } from "../records";
import { text } from "../text";
import styles from "./Help.module.css";

export function Help() {
  const { team } = useSelf();
  const call = useRecord(team === null ? undefined : `help/${team}`);
  const [isOpen, setOpen] = useState(false);
  if (team === null) return null;
  const words = text.shell;
  return (
    <Popover isOpen={isOpen} onOpenChange={setOpen} label={words.helpTitle} trigger={
      <Button size="sm" look={call ? "pen" : "plain"}>{call && <Icon name="hand" size={14} />}{call ? (call.seen_by ? words.helpSeen : words.helpAsked) : words.askHelp}</Button>
    }>
      {(close) => (call ? <Called text={call.text} seenBy={call.seen_by} onDone={close} /> : <Ask team={team} onDone={close} />)}
    </Popover>
  );
}

function Ask({ team, onDone }: { team: string; onDone: () => void }) {
  const act = useDo();
  const draft = useDraft(`help.${team}`);
  const [error, setError] = useState("");
  async function ask() {
    onDone();
    const answer = await draft.send((said) => act("help.ask", { text: said.trim() }));
    if (!answer.ok) setError(answer.message);
  }
  return (
    <form className={styles.form} onSubmit={(event) => { event.preventDefault(); void ask(); }}>
      <Field label={text.shell.helpField} hint={text.shell.helpHint} rows={2} maxLength={300} value={draft.text} onChange={draft.set} error={error} autoFocus />
      <Button look="go" type="submit">{text.shell.helpSend}</Button>
    </form>
  );
}

function Called({ text: said, seenBy, onDone }: { text: string; seenBy: string | null; onDone: () => void }) {
  const act = useDo();
  const name = useFigure(nameOf(seenBy), [seenBy]);
  return (
    <div className={styles.form}>
      {said && <p className="quote pen">{said}</p>}
      <p role="status">{seenBy ? text.shell.helpRead(name) : text.shell.helpWaiting}</p>
      <Button onPress={() => { void act("help.cancel", {}); onDone(); }}>{text.shell.helpCancel}</Button>
    </div>
  );
}
