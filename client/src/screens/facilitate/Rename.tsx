/** A small dialog for one name, with what it will do. A refusal stands under the field, and what was typed stays. */
import { useState } from "react";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { Field } from "../../parts/Field";
import { useDo } from "../../records";
import { text } from "../../text";
import { useAttempt } from "../shared/attempt";
import { type Command, useLook } from "./look";

export function Rename({ title, label, go, value, max, command, onClose }: { title: string; label: string; go: string; value: string; max: number; command: (name: string) => Command; onClose: () => void }) {
  const [name, setName] = useState(value);
  const act = useDo();
  const attempt = useAttempt();
  const isNew = name.trim() !== "" && name.trim() !== value;
  const look = useLook(isNew ? command(name.trim()) : null);
  async function save() {
    if (!isNew) return onClose();
    const { move, args } = command(name.trim());
    const answer = await attempt.run(() => act(move, args as never));
    if (answer.ok) onClose();
  }
  return (
    <Dialog isOpen keep onClose={onClose} title={title} actions={<><Button onPress={onClose}>{text.shell.cancel}</Button><Button look="go" type="submit" form="rename" isPending={attempt.isPending}>{go}</Button></>}>
      <form id="rename" onSubmit={(event) => { event.preventDefault(); void save(); }}>
        <Field label={label} value={name} onChange={setName} maxLength={max} error={attempt.refusal} autoFocus onFocus={({ target }) => (target as HTMLInputElement).select()} />
        <p className="t13 faint" role="status">{look?.text}</p>
      </form>
    </Dialog>
  );
}
