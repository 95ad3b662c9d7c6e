/** The dialogs of "Ask for help", fetched when one first opens: what is asked, and whether it was read. */
import { useState } from "react";
import { Button } from "../parts/Button";
import { Dialog } from "../parts/Dialog";
import { Field } from "../parts/Field";
import { nameOf, useDo, useDraft, useFigure, useRecord } from "../records";
import { text } from "../text";
import OwnLink from "./OwnLink";

export default function HelpDialogs({ isOpen, team, onClose }: { isOpen: boolean; team: string; onClose: () => void }) {
  const call = useRecord(`help/${team}`);
  return call ? <Called isOpen={isOpen} text={call.text} seenBy={call.seen_by} onClose={onClose} /> : <Ask isOpen={isOpen} team={team} onClose={onClose} />;
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
    <Dialog isOpen={isOpen} onClose={onClose} title={text.help.title} actions={
      <><Button onPress={onClose}>{text.shell.cancel}</Button><Button look="go" type="submit" form="help">{text.help.send}</Button></>
    }>
      <form id="help" onSubmit={(event) => { event.preventDefault(); void ask(); }}>
        <Field label={text.help.field} hint={text.help.hint} rows={2} maxLength={300} value={draft.text} onChange={draft.set} error={error} autoFocus />
      </form>
      <OwnLink />
    </Dialog>
  );
}

function Called({ isOpen, text: said, seenBy, onClose }: { isOpen: boolean; text: string; seenBy: string | null; onClose: () => void }) {
  const act = useDo();
  const name = useFigure(nameOf(seenBy), [seenBy]);
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={text.help.title} closeLabel={text.shell.close} actions={
      <Button onPress={() => { onClose(); void act("help.cancel", {}); }}>{text.help.cancel}</Button>
    }>
      {said && <p dir="auto" className="quote pen">{said}</p>}
      <p role="status">{seenBy ? text.help.read(name) : text.help.waiting}</p>
      <OwnLink />
    </Dialog>
  );
}
