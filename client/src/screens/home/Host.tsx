/** Host a case: how many teams, how long, in which language, what to call it, and off to the private facilitator's link. */
import { useState } from "react";
import { type CaseOnShelf, offersSignIn, openSession } from "../../app/api";
import { go, keepToken } from "../../app/routes";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { Field } from "../../parts/Field";
import { Note } from "../../parts/Note";
import { NumberField } from "../../parts/NumberField";
import { Select } from "../../parts/Select";
import { language as here, text } from "../../text";
import { asked, type Length } from "./length";
import { HowLong } from "./HowLong";
import styles from "./Home.module.css";

export function Host({ one, onClose }: { one: CaseOnShelf; onClose: () => void }) {
  const words = text.home.host;
  const languages = one.languages ?? [];
  const [teams, setTeams] = useState(4);
  const [name, setName] = useState("");
  const [key, setKey] = useState("");
  const [needsKey, setNeedsKey] = useState(false);
  const [canSignIn, setCanSignIn] = useState(false);
  const [length, setLength] = useState<Length>({ kind: "named", id: "" });
  const [language, setLanguage] = useState(one.language);
  const [error, setError] = useState("");
  const [isPending, setPending] = useState(false);

  async function open() {
    if (isPending) return;
    setPending(true);
    setError("");
    const answer = await openSession({
      scenario: one.id, teams, name: name.trim() || undefined,
      language: language === one.language ? undefined : language, timings: asked(length, one.timings?.[0], teams),
    }, key || undefined);
    setPending(false);
    if (answer.ok) {
      keepToken(answer.value.session, "f", answer.value.token);
      return go(`/f/${answer.value.session}`);
    }
    const isKey = answer.status === 401 || answer.status === 403;
    setError(isKey ? (needsKey ? words.forbidden : "") : answer.message || words.failed);
    setNeedsKey(needsKey || isKey);
    if (isKey && !needsKey) setCanSignIn(await offersSignIn());
  }

  return (
    <Dialog isOpen onClose={onClose} title={words.title(languages.find((each) => each.language === language)?.title ?? one.title)} size="md" keep actions={
      <><Button onPress={onClose}>{words.cancel}</Button><Button look="go" type="submit" form="host" isPending={isPending}>{words.go}</Button></>
    }>
      <p>{words.lead}</p>
      <form id="host" className={styles.form} onSubmit={(event) => { event.preventDefault(); void open(); }}>
        <NumberField label={words.teams} hint={words.teamsHint} minValue={1} maxValue={100} value={teams} onChange={(next) => setTeams(Number.isNaN(next) ? 1 : next)} autoFocus />
        {languages.length > 1 && <Select label={words.language} value={language} onChange={setLanguage} choices={languages.map((each) => ({ id: each.language, text: named(each.language) }))} className={styles.language} />}
        <HowLong timings={one.timings ?? []} teams={teams} value={length} onChange={setLength} />
        <Field label={words.name} hint={words.nameHint} maxLength={80} value={name} onChange={setName} />
        {canSignIn && <p><a href="/sign-in">{words.signIn}</a> {words.signInHint}</p>}
        {needsKey && <Field label={words.key} hint={words.keyHint} type="password" autoComplete="off" value={key} onChange={setKey} />}
        {error && <Note look="cri" role="alert">{error}</Note>}
      </form>
    </Dialog>
  );
}

/** A language's name in the words of this page. */
function named(code: string): string {
  const name = new Intl.DisplayNames([here === "pseudo" ? "en" : here], { type: "language" }).of(code) ?? code;
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}
