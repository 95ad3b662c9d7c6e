/**
 * The sentence of a card, and changing it. A draft remembers the text and the revision that it began from.
 *
 * When a team-mate was quicker with the sentence, both texts stay until someone chooses. When they only moved the card,
 * the new sentence goes with it to where it is now.
 */
import { useEffect, useState } from "react";
import { Button } from "../../parts/Button";
import { Conflict } from "../../parts/Conflict";
import { Field } from "../../parts/Field";
import { Icon } from "../../parts/Icon";
import { readDraft, useDo, useDraft, useLive, writeDraft } from "../../records";
import { text } from "../../text";
import type { Claim } from "../../wire/types.gen";
import { useAttempt } from "../shared/attempt";
import { useTeam } from "../shared/team";
import { useSayHere } from "../shared/whereabouts";
import styles from "./Inspector.module.css";

const words = text.cause;

export function Wording({ id, claim, canEdit }: { id: string; claim: Claim; canEdit: boolean }) {
  const team = useTeam() ?? "-";
  const draft = useDraft(`claim.${team}.${id}`, claim.text);
  const [isEditing, setEditing] = useState(draft.isDirty);
  if (isEditing && canEdit) return <Writing id={id} claim={claim} onDone={() => setEditing(false)} />;
  return (
    <div className={styles.wording}>
      <h2 dir="auto" className="h3">{claim.text}</h2>
      {canEdit && <Button look="quiet" size="sm" onPress={() => setEditing(true)}><Icon name="pencil" size={12} />{words.edit}</Button>}
      <Here id={id} />
    </div>
  );
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
  const [began, forget] = useBeginning(`claim.${team}.${id}`, claim, draft.isDirty);
  const [theirs, setTheirs] = useState<Claim | null>(null);
  useSayHere({ claim: id, writes: `claim.${id}` });

  async function save(over: Pick<Claim, "box" | "cause" | "revision">) {
    const said = draft.text.trim();
    if (said === "" || said === claim.text) return discard();
    const answer = await attempt.run(() => draft.send(() => act("claim.put", { team, id, text: said, box: over.box, cause: over.cause, revision: over.revision })));
    if (answer.ok) return finish();
    const now = answer.now as Claim | undefined;
    if (answer.code !== "stale" || now === undefined) return;
    if (now.text === began.text) await save(now);
    else setTheirs(now);
  }
  function finish() {
    forget();
    onDone();
  }
  function discard() {
    draft.clear();
    finish();
  }
  function keepMine() {
    setTheirs(null);
    void save(theirs ?? claim);
  }

  return (
    <form className={styles.form} onSubmit={(event) => { event.preventDefault(); void save({ ...claim, revision: began.revision }); }} onKeyDown={(event) => { if (event.key === "Escape") { event.stopPropagation(); discard(); } }}>
      <Field label={words.field} rows={2} maxLength={300} value={draft.text} onChange={draft.set} error={theirs === null ? attempt.refusal : ""} autoFocus />
      {theirs && (
        <Conflict title={text.work.conflict.title("")} theirs={theirs.text} mineLabel={text.work.conflict.mine} mine={draft.text}
          keepMine={text.work.conflict.keepMine} takeTheirs={text.work.conflict.takeTheirs} onKeepMine={keepMine} onTakeTheirs={discard} />
      )}
      {theirs === null && <div className="row"><Button size="sm" look="go" type="submit" isPending={attempt.isPending}>{words.save}</Button><Button size="sm" onPress={discard}>{words.cancel}</Button></div>}
    </form>
  );
}

interface Beginning { text: string; revision: number }

/** What the writing began from, kept with the draft, so that a reload cannot make an old text look new. */
function useBeginning(field: string, claim: Claim, isDirty: boolean): [Beginning, () => void] {
  const { session } = useLive();
  const name = `${field}.began`;
  const [began] = useState<Beginning>(() => readBeginning(readDraft(session, name)) ?? { text: claim.text, revision: claim.revision });
  useEffect(() => {
    if (isDirty) writeDraft(session, name, JSON.stringify(began));
  }, [session, name, began, isDirty]);
  return [began, () => writeDraft(session, name, null)];
}

function readBeginning(kept: string | null): Beginning | null {
  if (kept === null) return null;
  try {
    const began = JSON.parse(kept) as Partial<Beginning> | null;
    return typeof began?.text === "string" && typeof began.revision === "number" ? { text: began.text, revision: began.revision } : null;
  } catch {
    return null;
  }
}
