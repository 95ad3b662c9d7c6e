/** One row of the rubric: its level with the anchor's words, and why, in sentences that name the team's own records. */
import { useId } from "react";
import { ExhibitTag } from "../../parts/ExhibitTag";
import { Icon } from "../../parts/Icon";
import { Note } from "../../parts/Note";
import { useFigure, useLang, useRecord } from "../../records";
import { format, text } from "../../text";
import type { Reveal, ScoreReason, ScoreRow } from "../../wire/types.gen";
import { difference } from "../measure/units";
import { anchorOf, closed, named, written } from "./scores";
import styles from "./Scores.module.css";

export function RubricRow({ row, unit, isOpen, onToggle }: { row: ScoreRow; unit: string; isOpen: boolean; onToggle: (isOpen: boolean) => void }) {
  const words = text.score;
  const id = useId();
  const step = anchorOf(row.level);
  const anchor = row.level === null ? words.notRated : step === null ? words.between(format.number(row.level)) : (words.anchor[step] ?? "");
  return (
    <div className={styles.rubric} data-open={isOpen || undefined} data-by={row.by}>
      <button type="button" className={styles.rubricHead} aria-expanded={isOpen} aria-controls={id} onClick={() => onToggle(!isOpen)}>
        <Icon name={isOpen ? "down" : "right"} size={14} />
        <span className={styles.rubricName}>{words.row[row.row] ?? row.label}{row.by === "human" && <small> · {words.people}</small>}</span>
        <span className={styles.level}>
          <span className={styles.steps} aria-hidden="true">{[1, 2, 3, 4].map((at) => <i key={at} data-on={row.level !== null && row.level >= at - 0.5 ? "" : undefined} />)}</span>
          <span><span className="vh">{row.level !== null && `${words.level(format.number(row.level))}, `}</span>{step !== null && <b aria-hidden="true">{step}</b>} {anchor}</span>
        </span>
        <span className={styles.rubricPoints}>{row.points === null ? "–" : <b>{format.number(row.points, 2)}</b>} {words.machineHint(format.number(row.weight))}</span>
      </button>
      <div id={id} hidden={!isOpen} className={styles.why}>{isOpen && (row.by === "human" ? <ByPeople row={row} /> : <Reasons reasons={row.reasons} unit={unit} />)}</div>
    </div>
  );
}

function Reasons({ reasons, unit }: { reasons: readonly ScoreReason[]; unit: string }) {
  if (reasons.length === 0) return <p className="t13 dim">{text.score.noReasons}</p>;
  return <ul className={styles.list}>{reasons.map((reason, at) => <Reason key={`${reason.code}.${at}`} reason={reason} unit={unit} />)}</ul>;
}

function Reason({ reason, unit }: { reason: ScoreReason; unit: string }) {
  const names = useFigure(named(reason), [reason]);
  const currency = useRecord("case")?.currency ?? "";
  const words = text.score;
  const known = (reason.met ? words.reason[`${reason.code}.met`] : undefined) ?? words.reason[reason.code];
  const plain = (amount: number) => {
    if (apart.has(reason.code)) return difference(amount, unit, { digits: 2 });
    return inUnit.has(reason.code) && unit.startsWith("%") ? format.percent(amount, 2) : format.number(amount, 2);
  };
  const numbers = written(reason.numbers, { money: (amount) => format.money(amount, currency), share: (amount) => format.percent(amount), plain });
  const sentence = closed(known === undefined ? reason.text : typeof known === "function" ? known(numbers) : known, names.length);
  return (
    <li data-met={reason.met || undefined}>
      <Icon name={reason.met ? "check" : "minus"} size={14} />
      <div>
        <p><span className="vh">{reason.met ? words.met : words.lacking}: </span>{sentence}</p>
        {names.length > 0 && (
          <ul className={styles.names}>
            {names.map(({ key, kind, text: name }) => <li key={key} data-kind={kind}>{kind === "evidence" ? <ExhibitTag tag={name} /> : name}</li>)}
          </ul>
        )}
      </div>
    </li>
  );
}

/** Reasons whose plain numbers are in the unit of the case's first figure. */
const inUnit: ReadonlySet<string> = new Set(["gap.figures", "gap.right", "gap.off"]);
/** Reasons whose numbers are changes of that figure. */
const apart: ReadonlySet<string> = new Set(["detect.method", "detect.aim", "detect.aim_small", "detect.real", "detect.real_small"]);

function ByPeople({ row }: { row: ScoreRow }) {
  const words = text.score;
  // A session from before there were anchors has none.
  const here = (useRecord("reveal/case")?.anchors as Partial<Reveal["anchors"]> | undefined)?.[row.row];
  const lang = useLang();
  const given = [...new Set(row.ratings)];
  // What earns each level in this case is read by all now, also where nobody rated.
  const anchors = here !== undefined && (
    <dl className={styles.here} lang={lang}>
      {Object.keys(here).sort().map((level) => (
        <div key={level} data-given={given.includes(Number(level)) || undefined}><dt className="num">{level}</dt><dd>{here[level]}</dd></div>
      ))}
    </dl>
  );
  if (row.ratings.length === 0) return <><p className="t13 dim">{words.noRatings}</p>{anchors}</>;
  return (
    <>
      <p className="t14">{words.ratings(format.list(row.ratings.map((level) => format.number(level, 0))), row.ratings.length)}</p>
      {anchors || <ul className={styles.anchors}>{given.map((level) => <li key={level}><b className="num">{level}</b> {words.anchor[level]}</li>)}</ul>}
      {row.differ && <Note look="cau">{words.differ}</Note>}
    </>
  );
}
