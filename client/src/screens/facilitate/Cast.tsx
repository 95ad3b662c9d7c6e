/** A word to all, or to some teams. What was typed survives a reload; a refusal gives it back. */
import { useState } from "react";
import { Button } from "../../parts/Button";
import { Toggle } from "../../parts/Toggle";
import { Field } from "../../parts/Field";
import { Head } from "../../parts/Head";
import { Icon } from "../../parts/Icon";
import { TeamGlyph } from "../../parts/Team";
import { type Answer, type See, type TeamRow, teams, useDo, useDraft, useFigure, useRecord } from "../../records";
import { serverTime } from "../../app/time";
import { format, text } from "../../text";
import { useAttempt } from "../shared/attempt";
import { type Command, useLook } from "./look";
import { useRights } from "./role";
import styles from "./Right.module.css";

const lastSaid = (see: See) => {
  const key = see.keys("say").at(-1);
  return key === undefined ? null : (see.get(key as `say/${string}`) ?? null);
};

const namesOf = (all: readonly TeamRow[], chosen: readonly string[]) =>
  format.list(all.filter((team) => chosen.includes(team.team)).map((team) => team.name));

/** What to ask about, to know whom it reaches; more teams than one are named here. */
function reaching([team, ...more]: readonly string[]): Command | null {
  if (team === undefined) return { move: "say.all", args: { text: "…" } };
  return more.length === 0 ? { move: "chat.say", args: { team, text: "…" } } : null;
}

export function Cast() {
  const words = text.facilitate.cast;
  const { canAct } = useRights();
  return (
    <section className={styles.cast}>
      <Head>{canAct ? words.title : words.last}</Head>
      {canAct && <Write />}
      <Last isAlone={!canAct} />
    </section>
  );
}

function Last({ isAlone }: { isAlone: boolean }) {
  const said = useFigure(lastSaid, []);
  const clock = useRecord("clock");
  const at = said === null || clock === undefined ? null : serverTime({ ...clock, running: true }, said.said_due);
  if (said === null) return isAlone ? <p className="t13 faint">{text.facilitate.cast.none}</p> : null;
  return <p className={styles.last}>{!isAlone && <span className="t12 faint">{text.facilitate.cast.last}{at !== null && ` · ${format.timeOfDay(at)}`}</span>}<span className="quote">{said.text}</span></p>;
}

function Write() {
  const words = text.facilitate.cast;
  const all = useFigure(teams, []);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const act = useDo();
  const draft = useDraft("cast");
  const attempt = useAttempt();
  const [isSent, setSent] = useState(false);
  const isEmpty = draft.text.trim() === "";
  // Whom it reaches hangs on the teams, not on the words, so one look serves while somebody types.
  const look = useLook(isEmpty ? null : reaching(chosen));
  async function send() {
    const line = draft.text.trim();
    if (line === "") return;
    const answer = await draft.send(() => attempt.run(() => toWhom(line)));
    setSent(answer.ok);
  }
  async function toWhom(line: string): Promise<Answer> {
    if (chosen.length === 0) return act("say.all", { text: line });
    const answers = await Promise.all(chosen.map((team) => act("chat.say", { team, text: line })));
    return answers.find((answer) => !answer.ok) ?? { ok: true };
  }
  return (
    <form className={styles.write} onSubmit={(event) => { event.preventDefault(); void send(); }}>
      <div className={styles.to} role="group" aria-label={words.to}>
        <Toggle className={styles.whom} isSelected={chosen.length === 0} onChange={() => setChosen([])}>{words.all}</Toggle>
        {all.map((team) => (
          <Toggle key={team.team} className={styles.whom} aria-label={team.name} isSelected={chosen.includes(team.team)} onChange={(on) => setChosen(on ? [...chosen, team.team] : chosen.filter((one) => one !== team.team))}>
            <TeamGlyph index={team.index} /><span className={styles.whomName} data-on={chosen.includes(team.team) || undefined}><bdi>{team.name}</bdi></span>
          </Toggle>
        ))}
      </div>
      <Field label={words.field} labelHidden rows={3} serif maxLength={2000} placeholder={words.placeholder} value={draft.text} onChange={(next) => { draft.set(next); setSent(false); }} error={attempt.refusal} />
      <div className="row between">
        <span className="t12 faint" role="status">{isSent ? words.sent : look?.text ?? (chosen.length > 0 ? words.hintSome(namesOf(all, chosen)) : words.hintAll)}</span>
        <Button look="pen" size="sm" type="submit" isPending={attempt.isPending} isDisabled={isEmpty}><Icon name="horn" size={14} />{chosen.length === 0 ? words.goAll : words.goSome(chosen.length)}</Button>
      </div>
    </form>
  );
}
