/**
 * The sentence of a card, and changing it. A draft remembers the revision that it began from; when a team-mate was quicker,
 * both texts stay until someone chooses.
 */
import { useState } from "react";
import { Button } from "../../parts/Button";
import { Conflict } from "../../parts/Conflict";
import { Field } from "../../parts/Field";
import { Icon } from "../../parts/Icon";
import { firstName, nameOf, useDo, useDraft, useFigure } from "../../records";
import { text } from "../../text";
import type { Claim } from "../../wire/types.gen";
import { useAttempt } from "../shared/attempt";
import { useTeam } from "../shared/team";
import { useSayHere } from "../shared/whereabouts";
import styles from "./Inspector.module.css";

const words = text.diagnose.inspector;

export function Wording({ id, claim, canEdit }: { id: string; claim: Claim; canEdit: boolean }) {
  const team = useTeam() ?? "-";
  const draft = useDraft(`claim.${team}.${id}`, claim.text);
  const [isEditing, setEditing] = useState(draft.isDirty);
  if (!isEditing) {
    return (
      <div className={styles.wording}>
        <h2 className="h3" id="selected-cause">{claim.text}</h2>
        {canEdit && <Button look="quiet" size="sm" onPress={() => setEditing(true)}><Icon name="pencil" size={12} />{words.edit}</Button>}
        <Here id={id} />
      </div>
    );
  }
  return <Writing id={id} claim={claim} onDone={() => setEditing(false)} />;
}

function Here({ id }: { id: string }) {
  useSayHere({ claim: id });
  return null;
}

function Writing({ id, claim, onDone }: { id: string; claim: Claim; onDone: () => void }) {
  const team = useTeam() ?? "-";
  const act = useDo();
  const attempt = useAttempt();
  const draft = useDraft(`claim.${team}.${id}`, claim.text);
  const [from, setFrom] = useState(claim.revision);
  const [theirs, setTheirs] = useState<Claim | null>(null);
  const by = useFigure(nameOf(theirs?.by), [theirs?.by]);
  useSayHere({ claim: id, writes: `claim.${id}` });

  async function save(revision: number) {
    const said = draft.text.trim();
    if (said === "" || said === claim.text) return discard();
    const answer = await attempt.run(() => draft.send(() => act("claim.put", { team, id, text: said, box: claim.box, cause: claim.cause, revision })));
    if (answer.ok) return onDone();
    if (answer.code === "stale") setTheirs((answer.now as Claim | undefined) ?? claim);
  }
  function discard() {
    draft.clear();
    onDone();
  }
  function keepMine() {
    const now = theirs ?? claim;
    setTheirs(null);
    setFrom(now.revision);
    void save(now.revision);
  }

  return (
    <form className={styles.form} onSubmit={(event) => { event.preventDefault(); void save(from); }} onKeyDown={(event) => { if (event.key === "Escape") { event.stopPropagation(); discard(); } }}>
      <Field label={words.field} rows={2} maxLength={300} value={draft.text} onChange={draft.set} error={theirs === null ? attempt.refusal : ""} autoFocus />
      {theirs && (
        <Conflict title={text.work.conflict.title(theirs.by === claim.by ? "" : firstName(by))} theirs={theirs.text} mineLabel={text.work.conflict.mine} mine={draft.text}
          keepMine={text.work.conflict.keepMine} takeTheirs={text.work.conflict.takeTheirs} onKeepMine={keepMine} onTakeTheirs={discard} />
      )}
      {theirs === null && <div className="row"><Button size="sm" look="go" type="submit" isPending={attempt.isPending}>{words.save}</Button><Button size="sm" onPress={discard}>{words.cancel}</Button></div>}
    </form>
  );
}
