/** A small dialog for one name. A refusal stands under the field, and what was typed stays. */
import { useState } from "react";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { Field } from "../../parts/Field";
import type { Answer } from "../../records";
import { text } from "../../text";
import { useAttempt } from "../shared/attempt";

export function Rename({ title, label, go, value, max, send, onClose }: { title: string; label: string; go: string; value: string; max: number; send: (name: string) => Promise<Answer>; onClose: () => void }) {
  const [name, setName] = useState(value);
  const attempt = useAttempt();
  async function save() {
    if (name.trim() === "" || name.trim() === value) return onClose();
    const answer = await attempt.run(() => send(name.trim()));
    if (answer.ok) onClose();
  }
  return (
    <Dialog isOpen keep onClose={onClose} title={title} actions={<><Button onPress={onClose}>{text.shell.cancel}</Button><Button look="go" type="submit" form="rename" isPending={attempt.isPending}>{go}</Button></>}>
      <form id="rename" onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <Field label={label} value={name} onChange={setName} maxLength={max} error={attempt.refusal} autoFocus />
      </form>
    </Dialog>
  );
}
