/** A new cause that an exhibit suggests: its sentence and box; the exhibit is pinned to it as support at once. */
import { useState } from "react";
import { Button } from "../../parts/Button";
import { Field } from "../../parts/Field";
import { Select } from "../../parts/Select";
import { newId, useDo, useDraft } from "../../records";
import { text } from "../../text";
import type { Box } from "../../wire/types.gen";
import { boxes } from "../diagnose/boxes";
import { useAttempt } from "../shared/attempt";
import { useTeam } from "../shared/team";
import styles from "./Evidence.module.css";

const words = text.evidence;

export function NewCause({ tag, onDone }: { tag: string; onDone: () => void }) {
  const team = useTeam() ?? "-";
  const act = useDo();
  const attempt = useAttempt();
  const draft = useDraft(`claim.from.${team}.${tag}`);
  const [box, setBox] = useState<Box>("information");
  async function add() {
    const said = draft.text.trim();
    if (said === "") return onDone();
    const id = newId();
    const added = await attempt.run(() => draft.send(() => act("claim.put", { team, id, text: said, box, cause: null, revision: 0 })));
    if (!added.ok) return;
    const pinned = await attempt.run(() => act("link.put", { team, claim: id, evidence: tag, stance: "supports", strength: 2, note: "" }));
    if (pinned.ok) onDone();
  }
  return (
    <form className={styles.newCause} onSubmit={(event) => { event.preventDefault(); void add(); }}>
      <Field label={words.newCauseField} hint={text.diagnose.map.newHint} rows={2} maxLength={300} value={draft.text} onChange={draft.set} error={attempt.refusal} autoFocus />
      <Select label={words.newCauseBox} choices={boxes.map((name) => ({ id: name, text: text.diagnose.map.box[name] }))} value={box} onChange={(id) => setBox(id as Box)} />
      <div className="row"><Button size="sm" look="go" type="submit" isPending={attempt.isPending}>{words.newCauseGo}</Button><Button size="sm" onPress={onDone}>{text.diagnose.map.cancel}</Button></div>
    </form>
  );
}
