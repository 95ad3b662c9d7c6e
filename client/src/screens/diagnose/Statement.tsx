/**
 * The gap statement: where the figure is, where it should be, what it costs, and the problem in one sentence.
 *
 * The form is a draft until it is kept: it survives a reload and remembers the revision that it began from. When a
 * team-mate kept another one meanwhile, both sentences stay until someone chooses.
 */
import { useState } from "react";
import { Button } from "../../parts/Button";
import { Conflict } from "../../parts/Conflict";
import { Field } from "../../parts/Field";
import { Head } from "../../parts/Head";
import { Note } from "../../parts/Note";
import { NumberField } from "../../parts/NumberField";
import { Select } from "../../parts/Select";
import { firstName, nameOf, readDraft, useDo, useFigure, useLive, useRecord, useSelf, writeDraft } from "../../records";
import { format, text } from "../../text";
import type { Gap } from "../../wire/types.gen";
import { difference } from "../measure/units";
import { useAttempt } from "../shared/attempt";
import { useStanding } from "../shared/standing";
import { useTeam } from "../shared/team";
import { useSayHere } from "../shared/whereabouts";
import { type GapForm, gapForm, gapSize, missing, readGapDraft } from "./gap";
import styles from "./Statement.module.css";

const words = text.statement;

export default function Statement() {
  const team = useTeam() ?? "-";
  const { canEdit } = useStanding("diagnose");
  const agreed = useFigure(gapForm(team), [team]);
  return (
    <section className={styles.statement} aria-label={words.title}>
      <Head>{words.title}</Head>
      {canEdit ? <Form key={team} agreed={agreed} /> : <Facts form={agreed} />}
    </section>
  );
}

function Form({ agreed }: { agreed: GapForm }) {
  const team = useTeam() ?? "-";
  const { session } = useLive();
  const field = `gap.${team}`;
  const [draft, setDraft] = useState<GapForm | null>(() => readGapDraft(readDraft(session, field)));
  const form = draft ?? agreed;
  const by = useRecord(`gap/${team}`)?.by;
  const editor = useFigure(nameOf(by), [by]);
  // One's own version that is under way is nobody else's change.
  const isByMe = by === useSelf().seat;
  const { attempt, theirs, save, keepMine, takeTheirs } = useSave(team, form, keep);
  const kpis = useRecord("brief")?.kpis ?? [];
  const currency = useRecord("case")?.currency ?? "";
  const kpi = kpis.find((candidate) => candidate.kpi === form.kpi);
  const lacks = missing(form);
  useSayHere({ panel: "statement", writes: draft === null ? null : "statement" });

  function keep(next: GapForm | null) {
    setDraft(next);
    writeDraft(session, field, next === null ? null : JSON.stringify(next));
    if (next !== null) attempt.clear();
  }
  const change = (part: Partial<GapForm>) => keep({ ...form, ...part });

  return (
    <form className={styles.form} onSubmit={(event) => { event.preventDefault(); void save(form.revision); }}>
      <p className="t13 dim">{words.lead}</p>
      {draft !== null && draft.revision !== agreed.revision && theirs === null && !isByMe && <Note look="pen" icon="people" role="status">{words.revise(firstName(editor))}</Note>}
      <Select label={words.kpi} choices={kpis.map((candidate) => ({ id: candidate.kpi, text: candidate.label }))} value={form.kpi} onChange={(id) => change({ kpi: id })} />
      <div className={styles.pair}>
        <NumberField label={words.actual} hint={kpi && words.unit(kpi.unit)} value={form.actual ?? Number.NaN} onChange={(value) => change({ actual: Number.isNaN(value) ? null : value })} formatOptions={{ maximumFractionDigits: 2 }} />
        <NumberField label={words.desired} hint={kpi && words.unit(kpi.unit)} value={form.desired ?? Number.NaN} onChange={(value) => change({ desired: Number.isNaN(value) ? null : value })} formatOptions={{ maximumFractionDigits: 2 }} />
      </div>
      <Field label={words.since} maxLength={300} value={form.since} onChange={(since) => change({ since })} />
      <NumberField label={words.value} hint={words.valueHint} value={form.value ?? Number.NaN} onChange={(value) => change({ value: Number.isNaN(value) ? null : value })} step={100} formatOptions={moneyOptions(currency)} />
      <div className={styles.sizePlace}><Size form={form} /></div>
      <Field label={words.sentence} hint={words.sentenceHint} rows={4} maxLength={4000} value={form.statement} onChange={(statement) => change({ statement })} error={theirs === null ? attempt.refusal : ""} serif />
      {theirs !== null && (
        <Conflict title={text.work.conflict.title(firstName(editor))} theirs={theirs.statement} mineLabel={text.work.conflict.mine} mine={form.statement}
          keepMine={text.work.conflict.keepMine} takeTheirs={text.work.conflict.takeTheirs} onKeepMine={keepMine} onTakeTheirs={takeTheirs} />
      )}
      {theirs === null && (
        <div className="row wrap">
          <Button look="go" type="submit" isDisabled={draft === null} isPending={attempt.isPending}>{words.save}</Button>
          {draft !== null && <Button onPress={() => keep(null)}>{words.discard}</Button>}
        </div>
      )}
      <p className="t12 faint" role="status">{draft !== null && lacks.length > 0 ? words.missing(lacks.map((name) => words.field[name])) : draft === null && agreed.revision > 0 ? words.saved : ""}</p>
    </form>
  );
}

/** Send the form; a team-mate's newer version is held beside it until one is chosen. */
function useSave(team: string, form: GapForm, keep: (form: GapForm | null) => void) {
  const act = useDo();
  const attempt = useAttempt();
  const [theirs, setTheirs] = useState<Gap | null>(null);
  async function save(revision: number) {
    const answer = await attempt.run(() => act("gap.put", { team, kpi: form.kpi, actual: form.actual, desired: form.desired, since: form.since.trim(), value_per_week: form.value, statement: form.statement.trim(), revision }));
    if (answer.ok) keep(null);
    else if (answer.code === "stale" && answer.now) setTheirs(answer.now as Gap);
  }
  return {
    attempt, theirs, save,
    keepMine() {
      const revision = theirs?.revision ?? form.revision;
      setTheirs(null);
      keep({ ...form, revision });
      void save(revision);
    },
    takeTheirs() {
      setTheirs(null);
      attempt.clear();
      keep(null);
    },
  };
}

/** "A gap of 8 percentage points, £41,600 a week." */
function Size({ form }: { form: GapForm }) {
  const kpi = useRecord("brief")?.kpis.find((candidate) => candidate.kpi === form.kpi);
  const currency = useRecord("case")?.currency ?? "";
  const size = gapSize(form);
  if (size === null) return null;
  const unit = kpi?.unit ?? "";
  const apart = difference(size.points, unit);
  return <p className={styles.size}>{words.size(unit.startsWith("%") ? apart : `${apart} ${unit}`)}{size.perWeek !== null && words.worth(format.money(size.perWeek, currency))}.</p>;
}

function Facts({ form }: { form: GapForm }) {
  const kpi = useRecord("brief")?.kpis.find((candidate) => candidate.kpi === form.kpi);
  if (form.revision === 0) return <p className="t13 dim">{text.diagnose.statement.none}</p>;
  return (
    <>
      <p dir="auto" className={styles.sentence}>{form.statement}</p>
      <dl className={styles.facts}>
        <div><dt>{words.kpi}</dt><dd>{kpi?.label}</dd></div>
        <div><dt>{words.actual}</dt><dd className="num">{form.actual === null ? "–" : format.number(form.actual, 2)}</dd></div>
        <div><dt>{words.desired}</dt><dd className="num">{form.desired === null ? "–" : format.number(form.desired, 2)}</dd></div>
        <div><dt>{words.since}</dt><dd>{form.since || "–"}</dd></div>
      </dl>
      <Size form={form} />
    </>
  );
}

function moneyOptions(currency: string): Intl.NumberFormatOptions {
  return /^[A-Z]{3}$/.test(currency) ? { style: "currency", currency, currencyDisplay: "narrowSymbol", maximumFractionDigits: 0 } : { maximumFractionDigits: 0 };
}
