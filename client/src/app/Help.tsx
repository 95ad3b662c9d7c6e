/** "Ask for help": a team's call for the facilitator, with a receipt once it was read. */
import { useState } from "react";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { Field } from "../parts/Field";
import { Icon } from "../parts/Icon";
import { nameOf, useDo, useDraft, useFigure, useRecord, useSelf } from "../records";
import { text } from "../text";

export function Help() {
  const { team } = useSelf();
  const call = useRecord(team === null ? undefined : `help/${team}`);
  const isEnded = useRecord("session")?.ended ?? false;
  const [isOpen, setOpen] = useState(false);
  if (team === null || isEnded) return null;
  const words = text.shell;
  const close = () => setOpen(false);
  return (
    <>
      <Button size="sm" look={call ? "pen" : "plain"} onPress={() => setOpen(true)}>{call && <Icon name="hand" size={14} />}{call ? (call.seen_by ? words.helpSeen : words.helpAsked) : words.askHelp}</Button>
      {call ? <Called isOpen={isOpen} text={call.text} seenBy={call.seen_by} onClose={close} /> : <Ask isOpen={isOpen} team={team} onClose={close} />}
    </>
  );
}

function Ask({ isOpen, team, onClose }: { isOpen: boolean; team: string; onClose: () => void }) {
  const act = useDo();
  const draft = useDraft(`help.${team}`);
  const [error, setError] = useState("");
  async function ask() {
    setError("");
    const answer = await draft.send((said) => act("help.ask", { text: said.trim() }));
    if (answer.ok) onClose();
    else setError(answer.message);
  }
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={text.shell.helpTitle} actions={
      <><Button onPress={onClose}>{text.shell.cancel}</Button><Button look="go" type="submit" form="help">{text.shell.helpSend}</Button></>
    }>
      <form id="help" onSubmit={(event) => { event.preventDefault(); void ask(); }}>
        <Field label={text.shell.helpField} hint={text.shell.helpHint} rows={2} maxLength={300} value={draft.text} onChange={draft.set} error={error} autoFocus />
      </form>
    </Dialog>
  );
}

function Called({ isOpen, text: said, seenBy, onClose }: { isOpen: boolean; text: string; seenBy: string | null; onClose: () => void }) {
  const act = useDo();
  const name = useFigure(nameOf(seenBy), [seenBy]);
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={text.shell.helpTitle} closeLabel={text.shell.close} actions={
      <Button onPress={() => { onClose(); void act("help.cancel", {}); }}>{text.shell.helpCancel}</Button>
    }>
      {said && <p className="quote pen">{said}</p>}
      <p role="status">{seenBy ? text.shell.helpRead(name) : text.shell.helpWaiting}</p>
    </Dialog>
  );
}
