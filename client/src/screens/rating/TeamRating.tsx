/** One's rating of one team: three rows with levels and notes, and the lock that makes it count. */
import { useEffect, useId, useRef, useState } from "react";
import { Button } from "../../parts/Button";
import { Confirm } from "../../parts/Dialog";
import { Field } from "../../parts/Field";
import { Icon } from "../../parts/Icon";
import { Markdown } from "../../parts/Markdown";
import { Note } from "../../parts/Note";
import { RadioGroup } from "../../parts/Radio";
import { Doc } from "../../parts/Sheet";
import { type Answer, useDo, useDraft, useFigure, useLang, useRecord, useSelf, useStatus } from "../../records";
import { format, text } from "../../text";
import type { Rating, RowAnchors } from "../../wire/types.gen";
import { useAttempt } from "../shared/attempt";
import { levels, others, ratedRows, type Row, rows, type State, stateOf, windowOf } from "./ratings";
import styles from "./Rating.module.css";

export function TeamRating({ team }: { team: string }) {
  const { seat, role } = useSelf();
  const rating = useRecord(`rating/${seat}/${team}`);
  const window = useFigure(windowOf, []);
  const words = text.rating;
  const state = stateOf(rating, window);
  const lock = useLockFocus(state);
  if (window === "early") return <p className="t13 dim">{words.early}</p>;
  const canEdit = window === "open" && state !== "locked";
  return (
    <div className={styles.team}>
      {state === "locked" && <div ref={lock} tabIndex={-1}><Note look="pos" icon="lock" role="status">{words.locked}</Note></div>}
      {!canEdit && state !== "locked" && <Note look="plain" role="status">{window === "ended" ? words.ended : words.closed} {state === "late" ? words.closedOpen : words.closedNone}</Note>}
      {canEdit
        ? rows.map((row) => <RowForm key={`${team}/${row}`} team={team} row={row} rating={rating} />)
        : rating !== undefined && <Read rating={rating} />}
      {canEdit && <Lock key={team} team={team} done={ratedRows(rating)} />}
      {role === "facilitator" && <Others team={team} />}
    </div>
  );
}

const afterDialogMs = 120;

/** Locking takes away the button that was pressed: the focus goes to what now stands there, once the dialog is gone. */
function useLockFocus(state: State) {
  const place = useRef<HTMLDivElement>(null);
  const before = useRef(state);
  useEffect(() => {
    const isNew = state === "locked" && before.current !== "locked";
    before.current = state;
    if (!isNew) return;
    const timer = setTimeout(() => {
      if (document.activeElement === document.body) place.current?.focus();
    }, afterDialogMs);
    return () => clearTimeout(timer);
  }, [state]);
  return place;
}

function RowForm({ team, row, rating }: { team: string; row: Row; rating: Rating | undefined }) {
  const words = text.rating;
  const said = words.row[row] ?? { title: row, hint: "" };
  const level = rating?.levels[row];
  const here = useRecord("anchors")?.rows[row];
  const lang = useLang();
  const act = useDo();
  const attempt = useAttempt();
  const hint = useId();
  const draft = useDraft(`rating.${team}.${row}`, rating?.notes[row] ?? "");
  const put = (to: number): Promise<Answer> => draft.send((note) => attempt.run(() => act("rating.put", { team, row, level: to, note: note.trim() })));
  // A note is kept when one leaves the field; without a level there is no rating yet that it could belong to.
  const keep = () => {
    if (level !== undefined && draft.isDirty) void put(level);
  };
  return (
    <section className={styles.row}>
      <RadioGroup
        label={said.title} aria-describedby={hint} error={attempt.refusal} value={level === undefined ? null : String(level)} onChange={(to) => void put(Number(to))}
        choices={levels.map((at) => {
          const said = here?.anchors[String(at)];
          return { id: String(at), text: <><b className="num">{at}</b> {words.anchor[at]}</>, hint: said && <span lang={lang}>{said}</span> };
        })}
      />
      <div className={styles.beside}>
        <p id={hint} className="t13 dim">{said.hint}</p>
        {here !== undefined && <Examples examples={here.exemplars} lang={lang} />}
        <Field label={words.note} aria-label={words.noteOf(said.title)} rows={1} maxLength={1000} value={draft.text} onChange={draft.set} onBlur={keep} hint={level === undefined && draft.text.trim() !== "" ? words.noteWaits : undefined} />
      </div>
    </section>
  );
}

/** What teams wrote that earned a level, as the case gives it; a press away, because it is long. */
function Examples({ examples, lang }: { examples: RowAnchors["exemplars"]; lang: string | undefined }) {
  const words = text.rating;
  const given = levels.filter((at) => examples[String(at)] !== undefined);
  if (given.length === 0) return null;
  return (
    <div className={styles.examples}>
      {given.map((at) => (
        <details key={at}>
          <summary>{words.example(at)}</summary>
          <Doc className={styles.example} lang={lang}><Markdown source={examples[String(at)] ?? ""} level={4} /></Doc>
        </details>
      ))}
    </div>
  );
}

/** A rating that stays as it is. */
function Read({ rating }: { rating: Rating }) {
  const words = text.rating;
  const anchors = useRecord("anchors")?.rows;
  const lang = useLang();
  return (
    <dl className={styles.read}>
      {rows.map((row) => {
        const level = rating.levels[row];
        const note = rating.notes[row];
        const said = level === undefined ? undefined : anchors?.[row]?.anchors[String(level)];
        return (
          <div key={row}>
            <dt>{words.row[row]?.title}</dt>
            <dd><b className="num">{level === undefined ? words.notRated : words.yourLevel(level, words.anchor[level] ?? "")}</b>{said && <span lang={lang} className="t13 dim">{said}</span>}{note && <span className={styles.said}>{note}</span>}</dd>
          </div>
        );
      })}
    </dl>
  );
}

function Lock({ team, done }: { team: string; done: number }) {
  const [isAsking, setAsking] = useState(false);
  const name = useRecord(`team/${team}`)?.name ?? "";
  const act = useDo();
  const attempt = useAttempt();
  const { link } = useStatus();
  const words = text.rating;
  const isReady = done === rows.length;
  useEffect(() => {
    if (!isReady) setAsking(false);
  }, [isReady]);
  async function lock() {
    const answer = await attempt.run(() => act("rating.lock", { team }));
    if (answer.ok) setAsking(false);
  }
  return (
    <div className={styles.lock}>
      <span className="t13 dim" role="status">{isReady ? words.progress(done, rows.length) : `${words.progress(done, rows.length)}. ${words.open}`}</span>
      <Button look="go" isDisabled={!isReady} onPress={() => setAsking(true)}><Icon name="lock" size={14} />{words.lock}</Button>
      <Confirm isOpen={isAsking} title={words.ask.title(name)} act={words.ask.act} stay={words.ask.stay} isPending={attempt.isPending} isActDisabled={link !== "live"} onAct={() => void lock()} onStay={() => setAsking(false)}>
        <p>{words.ask.text}</p>
        {link !== "live" && <p>{text.shell.link.waits}</p>}
        {attempt.refusal && <Note look="cri" role="alert">{attempt.refusal}</Note>}
      </Confirm>
    </div>
  );
}

/** Who else has locked a rating or has one open; only facilitators can know. */
export function Others({ team }: { team: string }) {
  const { seat } = useSelf();
  const { locked, open } = useFigure(others(team, seat), [team, seat]);
  const words = text.rating;
  return <p className="t12 faint">{locked.length + open.length === 0 ? words.nobody : words.others(format.list(locked), format.list(open))}</p>;
}
