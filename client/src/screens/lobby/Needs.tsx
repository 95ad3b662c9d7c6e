/** What helps this person take part. Nobody else ever reads it. */
import { lazy, Suspense, useState } from "react";
import { Button } from "../../parts/Button";
import { Field } from "../../parts/Field";
import { useDo, useDraft, useRecord, useSelf } from "../../records";
import { loadWords, text } from "../../text";
import styles from "./Lobby.module.css";

const Own = lazy(() => loadWords("later").then(() => import("../../app/Own")));

export default function Needs() {
  const { seat } = useSelf();
  const act = useDo();
  const kept = useRecord(`needs/${seat}`)?.text ?? "";
  const draft = useDraft("needs", kept);
  const [error, setError] = useState("");
  async function keep() {
    setError("");
    const answer = await draft.send((said) => act("needs.set", { text: said.trim() }));
    if (!answer.ok) setError(answer.message);
  }
  return (
    <>
    <form className={styles.needs} onSubmit={(event) => { event.preventDefault(); void keep(); }}>
      <Field label={text.lobby.needs} hint={!draft.isDirty && kept ? text.lobby.needsSaved : text.lobby.needsHint} rows={1} maxLength={1000} value={draft.text} onChange={draft.set} error={error} />
      {draft.isDirty && <Button size="sm" type="submit">{text.lobby.needsSave}</Button>}
    </form>
    <Suspense fallback={null}><Own /></Suspense>
    </>
  );
}
