/** One metric in full: how it is taken, today, the target, by when, whose it is, and how one will know what moved it. */
import { Button } from "../../parts/Button";
import { Checkbox } from "../../parts/Choice";
import { RadioGroup } from "../../parts/Radio";
import { Field } from "../../parts/Field";
import { NumberField } from "../../parts/NumberField";
import { Select } from "../../parts/Select";
import { firstName, nameOf, useDraft, useFigure, useLang, useRecord } from "../../records";
import { format, text } from "../../text";
import type { Metric } from "../../wire/types.gen";
import { months } from "../design/calendar";
import { instruments, type Isolation, isWrongWay, lacks, type Link, methods, stepOf } from "./chain";
import { useChain } from "./chosen";
import { rangeOf, reading } from "./units";
import styles from "./Inspector.module.css";

export function Inspector() {
  const { team, selected } = useChain();
  const link = useFigure((see) => instruments(team)(see).find(({ instrument }) => instrument === selected), [team, selected]);
  if (link === undefined) return <div className={styles.nothing}><p className="h3">{text.measure.nothing.title}</p><p className="t13 dim">{text.measure.nothing.text}</p></div>;
  return (
    <section className={styles.facts} aria-label={link.label}>
      <Title link={link} />
      {link.metric === undefined ? <NotChosen link={link} /> : <Form key={link.instrument} link={link} metric={link.metric} />}
    </section>
  );
}

function Title({ link }: { link: Link }) {
  const words = text.measure;
  const lang = useLang();
  const by = useFigure(nameOf(link.metric?.by), [link.metric?.by]);
  return (
    <div>
      <p className="t12 faint">{words.inspect.chosenBy(words.level[link.level], link.metric ? firstName(by) : "")}</p>
      <h2 className="h3" lang={lang}>{link.label}</h2>
      <p className="t12 faint" lang={lang}>{link.unit}</p>
      {link.about && <p className={styles.about} lang={lang}>{link.about}</p>}
      <p className="t12 faint">{words.inspect.rhythm(link.every, link.lag)}</p>
    </div>
  );
}

function NotChosen({ link }: { link: Link }) {
  const { canEdit, currency, moves } = useChain();
  return (
    <div className={styles.off}>
      <p className="t13">{text.measure.notChosen(link.cost === 0 ? text.measure.free : format.money(link.cost, currency))}</p>
      {canEdit && <Button look="pen" size="sm" onPress={() => moves.choose(link.instrument)}>{text.measure.go}</Button>}
    </div>
  );
}

function Form({ link, metric }: { link: Link; metric: Metric }) {
  const { canEdit, moves } = useChain();
  const words = text.measure.inspect;
  const change = (wanted: Parameters<typeof moves.change>[1]) => void moves.change(link.instrument, wanted);
  return (
    <>
      <Baseline link={link} metric={metric} />
      <div className={styles.pair}>
        <NumberField
          label={words.target}
          hint={words.targetHint(link.unit)}
          error={isWrongWay(link, metric.target) ? words.wrongWay : undefined}
          value={metric.target ?? Number.NaN}
          onChange={(target) => change({ target: Number.isNaN(target) ? null : target })}
          minValue={rangeOf(link.unit).least}
          maxValue={Number.isFinite(rangeOf(link.unit).most) ? rangeOf(link.unit).most : undefined}
          step={stepOf(link)}
          formatOptions={{ maximumFractionDigits: 2 }}
          isReadOnly={!canEdit}
        />
        {canEdit
          ? <Select label={words.month} value={metric.month === null ? "-" : String(metric.month)} onChange={(month) => change({ month: month === "-" ? null : Number(month) })} choices={[{ id: "-", text: words.monthNone }, ...months.map((month) => ({ id: String(month), text: text.design.month(month) }))]} />
          : <p><b className="h4">{words.month}</b><br />{metric.month ?? "–"}</p>}
      </div>
      <How link={link} metric={metric} />
      <Owner link={link} metric={metric} />
      {canEdit && <Button size="sm" className={styles.drop} onPress={() => moves.drop(link.instrument)}>{words.drop}</Button>}
    </>
  );
}

function Baseline({ link, metric }: { link: Link; metric: Metric }) {
  const { canEdit, currency, moves } = useChain();
  const words = text.measure.inspect;
  return (
    <div className={styles.baseline}>
      <p className="h4">{words.baseline}</p>
      <p className="t13">{link.today === null ? words.unknown : words.known(reading(link.today, link.unit))}</p>
      {!link.archival && (
        <Checkbox isSelected={metric.plan_baseline} isDisabled={!canEdit} onChange={(plan_baseline) => void moves.change(link.instrument, { plan_baseline })}>
          <span>{words.plan}<small className={styles.small}>{link.baseline_cost > 0 && `${words.planCost(format.money(link.baseline_cost, currency))} `}{words.planWhy}</small></span>
        </Checkbox>
      )}
    </div>
  );
}

function How({ link, metric }: { link: Link; metric: Metric }) {
  const { canEdit, moves } = useChain();
  const units = useRecord("case")?.control_units ?? [];
  const words = text.measure;
  const lack = lacks(link, metric);
  const about = (method: Isolation) => (method === "did" ? words.how.did.about(units[0] ?? "", units[1] ?? "") : words.how[method].about);
  return (
    <RadioGroup
      className={styles.how}
      label={words.inspect.how}
      value={metric.isolation}
      isReadOnly={!canEdit}
      onChange={(isolation) => void moves.change(link.instrument, { isolation: isolation as Isolation })}
      error={lack ? words.needs[lack] : undefined}
      choices={methods(units).map((method) => ({ id: method, text: <b>{words.how[method].name}</b>, hint: about(method) }))}
    />
  );
}

/** A name or a role; it is sent when one leaves the field. */
function Owner({ link, metric }: { link: Link; metric: Metric }) {
  const { team, canEdit, moves } = useChain();
  const draft = useDraft(`metric.${team}.${link.instrument}.owner`, metric.owner);
  async function send() {
    const owner = draft.text.trim();
    if (!draft.isDirty) return;
    await draft.send(async () => ((await moves.change(link.instrument, { owner })) ? { ok: true } : { ok: false, code: "", message: "" }));
  }
  return <Field label={text.measure.inspect.owner} hint={text.measure.inspect.ownerHint} maxLength={80} value={draft.text} isReadOnly={!canEdit} onChange={draft.set} onBlur={() => void send()} onKeyDown={(event) => { if (event.key === "Enter") void send(); }} />;
}
