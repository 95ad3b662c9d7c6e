/** Host a case: how many teams, what to call it, and off to the private facilitator's link. */
import { useState } from "react";
import { type CaseOnShelf, openSession } from "../../app/api";
import { go, keepToken } from "../../app/routes";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { Field } from "../../parts/Field";
import { Note } from "../../parts/Note";
import { NumberField } from "../../parts/NumberField";
import { text } from "../../text";
import styles from "./Home.module.css";

export function Host({ one, onClose }: { one: CaseOnShelf; onClose: () => void }) {
  const words = text.home.host;
  const [teams, setTeams] = useState(4);
  const [name, setName] = useState("");
  const [key, setKey] = useState("");
  const [needsKey, setNeedsKey] = useState(false);
  const [error, setError] = useState("");
  const [isPending, setPending] = useState(false);

  async function open() {
    if (isPending) return;
    setPending(true);
    setError("");
    const answer = await openSession({ scenario: one.id, teams, name: name.trim() || undefined }, key || undefined);
    setPending(false);
    if (answer.ok) {
      keepToken(answer.value.session, "f", answer.value.token);
      return go(`/f/${answer.value.session}`);
    }
    const isKey = answer.status === 401 || answer.status === 403;
    setError(isKey ? (needsKey ? words.forbidden : "") : answer.message || words.failed);
    setNeedsKey(needsKey || isKey);
  }

  return (
    <Dialog isOpen onClose={onClose} title={words.title(one.title)} keep actions={
      <><Button onPress={onClose}>{words.cancel}</Button><Button look="go" type="submit" form="host" isPending={isPending}>{words.go}</Button></>
    }>
      <p>{words.lead}</p>
      <form id="host" className={styles.form} onSubmit={(event) => { event.preventDefault(); void open(); }}>
        <NumberField label={words.teams} hint={words.teamsHint} minValue={1} maxValue={100} value={teams} onChange={(next) => setTeams(Number.isNaN(next) ? 1 : next)} autoFocus />
        <Field label={words.name} hint={words.nameHint} maxLength={80} value={name} onChange={setName} />
        {needsKey && <Field label={words.key} hint={words.keyHint} type="password" autoComplete="off" value={key} onChange={setKey} />}
        {error && <Note look="cri" role="alert">{error}</Note>}
      </form>
    </Dialog>
  );
}
