/** A new cause, written where it will stand. Enter adds it, Escape puts it away; the words are kept until they are in. */
import { type KeyboardEvent, useState } from "react";
import { Button } from "../../parts/Button";
import { Field } from "../../parts/Field";
import { newId, useDo, useDraft } from "../../records";
import { text } from "../../text";
import type { Box } from "../../wire/types.gen";
import { useTeam } from "../shared/team";
import styles from "./CauseMap.module.css";

export default function AddCause({ box, onDone }: { box: Box; onDone: (id: string | null) => void }) {
  const team = useTeam() ?? "-";
  const act = useDo();
  const draft = useDraft(`claim.new.${team}.${box}`);
  const [error, setError] = useState("");
  const words = text.diagnose.map;

  async function add() {
    const said = draft.text.trim();
    if (said === "") return onDone(null);
    const id = newId();
    // The guess shows the card at once; if it is refused, the words come back into the field.
    const answer = draft.send(() => act("claim.put", { team, id, text: said, box, cause: null, revision: 0 }));
    onDone(id);
    const done = await answer;
    if (!done.ok) setError(done.message);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === "Enter" && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      void add();
    }
    if (event.key === "Escape") {
      event.stopPropagation();
      onDone(null);
    }
  }
  return (
    <form className={styles.form} onKeyDown={onKeyDown} onSubmit={(event) => { event.preventDefault(); void add(); }}>
      <Field label={words.newField(words.box[box])} labelHidden placeholder={words.newHint} rows={2} maxLength={300} value={draft.text} onChange={draft.set} error={error} autoFocus />
      <div className="row">
        <Button size="sm" look="go" type="submit">{words.newGo}</Button>
        <Button size="sm" onPress={() => onDone(null)}>{words.cancel}</Button>
      </div>
    </form>
  );
}
