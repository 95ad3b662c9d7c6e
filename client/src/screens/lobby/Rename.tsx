/** Give the team its name. */
import { useState } from "react";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { Field } from "../../parts/Field";
import { useDo, useDraft } from "../../records";
import { text } from "../../text";

export default function Rename({ team, name, onClose }: { team: string; name: string; onClose: () => void }) {
  const act = useDo();
  const draft = useDraft(`team.${team}.name`, name);
  const [error, setError] = useState("");
  async function rename() {
    if (draft.text.trim() === "") return;
    const answer = await draft.send((said) => act("team.rename", { team, name: said.trim() }));
    if (answer.ok) onClose();
    else setError(answer.message);
  }
  return (
    <Dialog isOpen onClose={onClose} title={text.lobby.renameTitle} keep actions={
      <><Button onPress={() => { draft.clear(); onClose(); }}>{text.shell.cancel}</Button><Button look="go" type="submit" form="rename">{text.lobby.renameGo}</Button></>
    }>
      <form id="rename" onSubmit={(event) => { event.preventDefault(); void rename(); }}>
        <Field label={text.lobby.renameField} maxLength={40} value={draft.text} onChange={draft.set} error={error} autoFocus />
      </form>
    </Dialog>
  );
}
