/** How an exhibit bears on a cause: supports or contradicts, how strongly, and what in it says so. */
import { useState } from "react";
import { Button } from "../../parts/Button";
import { ExhibitTag } from "../../parts/ExhibitTag";
import { Field } from "../../parts/Field";
import { useDo, useDraft, useRecord } from "../../records";
import { text } from "../../text";
import type { Link } from "../../wire/types.gen";
import { useAttempt } from "../shared/attempt";
import { Segments } from "../shared/Segments";
import { useTeam } from "../shared/team";
import styles from "./Inspector.module.css";

const words = text.cause;

export const stances = [{ id: "supports", text: words.supports, icon: "plus" }, { id: "contradicts", text: words.contradicts, icon: "minus" }] as const;
const strengths = [1, 2, 3].map((strength) => ({ id: String(strength), text: words.strengths[strength] ?? "" }));

export function PinForm({ claim, tag, pin, onDone }: { claim: string; tag: string; pin?: Link; onDone: () => void }) {
  const team = useTeam() ?? "-";
  const act = useDo();
  const attempt = useAttempt();
  const title = useRecord(`evidence/${team}/${tag}`)?.title ?? "";
  const [stance, setStance] = useState<Link["stance"] | null>(pin?.stance ?? null);
  const [strength, setStrength] = useState(String(pin?.strength ?? 2));
  const draft = useDraft(`link.${team}.${claim}.${tag}`, pin?.note ?? "");

  async function put() {
    if (stance === null) return;
    const answer = await attempt.run(() => draft.send((note) => act("link.put", { team, claim, evidence: tag, stance, strength: Number(strength), note: note.trim() })));
    if (answer.ok) onDone();
  }
  function unpin() {
    onDone();
    void act("link.drop", { team, claim, evidence: tag });
  }
  return (
    <form className={styles.pinForm} onSubmit={(event) => { event.preventDefault(); void put(); }}>
      <p className="row g8 t13"><ExhibitTag tag={tag} /><span className="grow">{title}</span></p>
      <Segments label={words.stance} segments={stances} value={stance} onChange={setStance} wide />
      <Segments label={words.strength} segments={strengths} value={strength} onChange={(id) => id !== null && setStrength(id)} wide />
      <Field label={words.note} hint={words.noteHint} rows={2} maxLength={300} value={draft.text} onChange={draft.set} error={attempt.refusal} serif />
      <div className="row wrap">
        <Button size="sm" look="go" type="submit" isDisabled={stance === null} isPending={attempt.isPending}>{pin ? words.keep : words.pinGo}</Button>
        <Button size="sm" onPress={() => { draft.clear(); onDone(); }}>{words.cancel}</Button>
        {pin && <Button size="sm" look="quiet" onPress={unpin} className="end">{words.unpin}</Button>}
      </div>
    </form>
  );
}
