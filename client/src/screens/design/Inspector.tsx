/** One intervention in full: what it is, what it is for, for whom, when, what it costs. In the plan it can be changed here. */
import { Button } from "../../parts/Button";
import { Checkbox } from "../../parts/Choice";
import { Icon } from "../../parts/Icon";
import { Note } from "../../parts/Note";
import { Select } from "../../parts/Select";
import { useFigure, useLang, useRecord } from "../../records";
import { format, text } from "../../text";
import { isFree, useBoard } from "./board";
import { monthOf, months, monthStart } from "./calendar";
import { causes, catalogue, type Entry, firstStart, spanOf } from "./plan";
import styles from "./Inspector.module.css";

export function Inspector() {
  const { team, selected } = useBoard();
  const entry = useFigure((see) => catalogue(team)(see).find(({ item }) => item === selected), [team, selected]);
  if (entry === undefined) return <div className={styles.nothing}><p className="h3">{text.design.nothing.title}</p><p className="t13 dim">{text.design.nothing.text}</p></div>;
  return <Facts entry={entry} />;
}

function Facts({ entry }: { entry: Entry }) {
  const board = useBoard();
  const words = text.design.inspect;
  const shownCase = useRecord("case");
  const currency = shownCase?.currency ?? "";
  const lang = useLang();
  const start = entry.planned?.start ?? firstStart(board.from);
  const span = spanOf(entry, start);
  const canChange = entry.planned !== undefined && isFree(board, start);
  return (
    <section className={styles.facts} aria-label={entry.label}>
      <div>
        <p className="t12 faint">{text.design.group[entry.style]}{entry.planned && ` · ${text.design.inPlan}`}</p>
        <h2 className="h3" lang={lang}>{entry.label}</h2>
        {entry.about && <p className={styles.about} lang={lang}>{entry.about}</p>}
        {entry.asked && <p className={styles.asked}><Icon name="person" size={14} />{text.design.asked(shownCase?.sponsor ?? "")}</p>}
      </div>
      <Treats entry={entry} canChange={canChange} />
      <dl className={styles.list}>
        {entry.audience && <Fact term={words.audience}>{entry.audience}</Fact>}
        <Fact term={words.when}>{canChange
          ? <Select label={words.when} labelHidden value={String(monthOf(start))} onChange={(month) => board.moves.change(entry.item, { start: monthStart(Number(month)) })} choices={months.filter((month) => monthStart(month) >= board.from).map((month) => ({ id: String(month), text: text.design.month(month) }))} className={styles.month} />
          : entry.planned ? text.design.month(span.fromMonth) : "–"}</Fact>
        <Fact term={words.lead}>{words.leadWeeks(entry.lead)}</Fact>
        {entry.kind === "learning" && <Fact term={words.rollout}>{words.rolloutWeeks(entry.rollout)}</Fact>}
        {entry.planned && <Fact term={words.live}>{span.liveMonth === null ? <span className="cau b">{words.liveNever}</span> : words.liveMonth(span.liveMonth)}</Fact>}
        <Fact term={words.cost}>{format.money(entry.cost, currency)}</Fact>
      </dl>
      {entry.planned && board.canEdit && start < board.from && <Note>{words.begun}</Note>}
      {canChange && <Button size="sm" className={styles.act} onPress={() => board.moves.remove(entry.item)}><Icon name="trash" size={14} />{text.design.remove}</Button>}
      {!entry.planned && board.canEdit && <Button look="pen" size="sm" className={styles.act} onPress={() => board.moves.add(entry.item, { start: firstStart(board.from), claims: [] })}><Icon name="plus" size={14} />{text.design.addTo(entry.label)}</Button>}
    </section>
  );
}

function Fact({ term, children }: { term: string; children: React.ReactNode }) {
  return <div><dt>{term}</dt><dd className="num">{children}</dd></div>;
}

/** The causes that it is for: the team's own sentences, as checkboxes. */
function Treats({ entry, canChange }: { entry: Entry; canChange: boolean }) {
  const { team, moves } = useBoard();
  const known = useFigure(causes(team), [team]);
  const words = text.design.inspect;
  if (entry.planned === undefined) return null;
  const { claims } = entry.planned;
  const linked = known.filter(({ claim }) => claims.includes(claim));
  return (
    <fieldset className={styles.treats}>
      <legend className="h4">{words.treats}</legend>
      {known.length === 0 && <p className="t13 dim">{words.treatsNone}</p>}
      {canChange
        ? known.map(({ claim, text: said }) => (
            <Checkbox key={claim} isSelected={claims.includes(claim)} onChange={(isFor) => moves.link(entry.item, claim, isFor)}>
              <span dir="auto" className={styles.claim}>{said}</span>
            </Checkbox>
          ))
        : linked.map(({ claim, text: said }) => <p key={claim} dir="auto" className={styles.claim}>{said}</p>)}
      {!canChange && linked.length === 0 && known.length > 0 && <p className="t13 cau">{text.design.unlinked}</p>}
    </fieldset>
  );
}
