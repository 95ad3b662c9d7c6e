/** Code and name: at work in a minute. Field and years help the mixing of teams and may stay empty. */
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Disclosure, DisclosurePanel } from "react-aria-components/Disclosure";
import { Button as AriaButton } from "react-aria-components/Button";
import { Heading } from "react-aria-components/Heading";
import { join } from "../../app/api";
import { go, keepToken } from "../../app/routes";
import { Button } from "../../parts/Button";
import { Field } from "../../parts/Field";
import { Icon } from "../../parts/Icon";
import { Note } from "../../parts/Note";
import { NumberField } from "../../parts/NumberField";
import { Sheet } from "../../parts/Sheet";
import { text } from "../../text";
import { Back } from "./Back";
import { CodeField } from "./CodeField";
import { codeLength, readCode, strangeLetter, writtenCode } from "./code";
import styles from "./Home.module.css";

interface Errors { code?: string; name?: string; form?: string }

export function Join({ code: given }: { code: string }) {
  const words = text.home.join;
  const [code, setCode] = useState(() => readCode(given).slice(0, codeLength));
  const [name, setName] = useState("");
  const [field, setField] = useState("");
  const [years, setYears] = useState(Number.NaN);
  const [errors, setErrors] = useState<Errors>({});
  const [isPending, setPending] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const [isTaken, setTaken] = useState(false);
  useEffect(() => {
    setCode(readCode(given).slice(0, codeLength));
  }, [given]);

  async function send(event: FormEvent | null, reclaim = false) {
    event?.preventDefault();
    const found = check(code, name);
    setErrors(found);
    if (Object.keys(found).length > 0) return toFirstError();
    if (isPending) return;
    setPending(true);
    const answer = await join({ code: writtenCode(code), name: name.trim(), field: field.trim() || undefined, years: Number.isNaN(years) ? undefined : years, reclaim: reclaim || undefined });
    setPending(false);
    if (answer.ok) {
      keepToken(answer.value.session, "s", answer.value.token);
      return go(`/s/${answer.value.session}`);
    }
    setTaken(answer.code === "name.taken");
    setErrors(errorsOf(answer));
    toFirstError();
  }

  /** The field that must be put right gets the focus, once it is drawn as such. */
  function toFirstError() {
    setTimeout(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
  }

  return (
    <Sheet className={styles.join} aria-label={words.title}>
      <Back />
      <h2 className="h3">{words.title}</h2>
      <p className="t13 dim">{words.lead}</p>
      <form ref={form} className={styles.form} onSubmit={(event) => void send(event)} noValidate>
        <CodeField value={code} onChange={(next) => { setCode(next); setErrors({ ...errors, code: undefined }); }} error={errors.code} />
        <Field label={words.name} name="name" autoComplete="name" maxLength={60} value={name} onChange={(next) => { setName(next); setTaken(false); setErrors({ ...errors, name: undefined }); }} error={errors.name} />
        <More title={words.more}>
          <div className={styles.pair}>
            <Field label={words.field} hint={words.fieldHint} maxLength={60} value={field} onChange={setField} />
            <NumberField label={words.years} minValue={0} maxValue={80} value={years} onChange={setYears} />
          </div>
        </More>
        {isTaken && <Taken name={name} onAsk={() => void send(null, true)} onOther={() => { setTaken(false); setName(""); }} />}
        {errors.form && <Note look="cri" role="alert">{errors.form}</Note>}
        <Button look="go" size="lg" type="submit" wide isPending={isPending}>{isPending ? words.going : words.go}</Button>
      </form>
      <More title={words.privacy}><p className="t13 dim">{words.privacyText}</p></More>
    </Sheet>
  );
}

function check(code: string, name: string): Errors {
  const words = text.home.join.errors;
  const errors: Errors = {};
  const strange = strangeLetter(code.replaceAll(" ", ""));
  if (strange !== undefined) errors.code = words.codeLetter(strange);
  else if (readCode(code).length !== codeLength) errors.code = words.codeShort;
  if (name.trim() === "") errors.name = words.nameMissing;
  return errors;
}

function errorsOf({ status, code, message }: { status: number; code: string; message: string }): Errors {
  const words = text.home.join.errors;
  if (status === 404) return { code: words.codeUnknown };
  // The other conflicts, an ended or a full session, are told in the server's words.
  if (code === "name.taken") return {};
  if (status === 429) return { form: words.slow };
  if (status === 0) return { form: words.network };
  return { form: message || words.other };
}

function Taken({ name, onAsk, onOther }: { name: string; onAsk: () => void; onOther: () => void }) {
  const words = text.home.join.taken;
  return (
    <Note look="pen" icon="person" role="status">
      <p className="b">{words.title}</p>
      <p>{words.text(name.trim())}</p>
      <div className={styles.choices}><Button size="sm" look="pen" onPress={onAsk}>{words.ask}</Button><Button size="sm" onPress={onOther}>{words.other}</Button></div>
    </Note>
  );
}

function More({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <Disclosure className={styles.more}>
      <Heading level={3}><AriaButton slot="trigger" className={styles.moreButton}><Icon name="right" size={12} />{title}</AriaButton></Heading>
      <DisclosurePanel className={styles.morePanel}>{children}</DisclosurePanel>
    </Disclosure>
  );
}
