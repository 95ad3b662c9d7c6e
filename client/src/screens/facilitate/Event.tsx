/** One event: what teams will read, what they can answer, what they did answer, and sending it to some or all. */
import { useEffect, useState } from "react";
import { Button } from "../../parts/Button";
import { Checkbox } from "../../parts/Choice";
import { Dialog } from "../../parts/Dialog";
import { Markdown } from "../../parts/Markdown";
import { Note } from "../../parts/Note";
import { TeamName } from "../../parts/Team";
import { Doc } from "../../parts/Sheet";
import { firstName, nameOf, teams, useDo, useFigure, useLang, usePreview, useRecord, useStatus } from "../../records";
import { text } from "../../text";
import { useAttempt } from "../shared/attempt";
import { cueOf } from "./cues";
import { useRights } from "./role";
import type { Answer, EventRow } from "./shelf";
import styles from "./Right.module.css";

export function Event({ row, onClose }: { row: EventRow; onClose: () => void }) {
  const words = text.facilitate.events;
  const { canAct } = useRights();
  const phase = useRecord("phase")?.phase ?? "lobby";
  const lang = useLang();
  const isOpen = phase !== "lobby" && phase !== "debrief";
  const canSend = canAct && isOpen && row.answers.length < row.teams;
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const cue = cueOf(row.comes);
  const reserve = useRecord(row.reserveFor === null ? undefined : `shelf/${row.reserveFor}`)?.title ?? null;
  return (
    <Dialog isOpen onClose={onClose} title={row.event.title} size="md" closeLabel={text.shell.close} actions={canSend ? <Send row={row} chosen={chosen} onClose={onClose} /> : undefined}>
      <p className="t12 faint">{words.from(words.channel[row.event.channel] ?? row.event.channel, row.event.sender)}</p>
      <Doc className={styles.body}><Markdown source={row.event.body} level={4} lang={lang} /></Doc>
      {row.event.options.length > 0 && (
        <section className={styles.part}>
          <h3 className="h4">{words.options}</h3>
          <ul className={styles.options}>
            {row.event.options.map((option) => (
              <li key={option.option}><p className="t13 b">{option.label}{option.option === row.event.default && <span className="faint"> · {words.isDefault}</span>}</p>{option.about && <p className="t12 faint">{option.about}</p>}</li>
            ))}
          </ul>
        </section>
      )}
      {(cue !== null || reserve !== null) && <section className={styles.part}><h3 className="h4">{words.whenItComes}</h3>{cue !== null && <p className="t13">{cue}.</p>}{reserve !== null && <p className="t13">{words.reserve(reserve)}.</p>}</section>}
      {row.event.expects && <section className={styles.part}><h3 className="h4">{words.expects}</h3><p className="t13">{row.event.expects}</p></section>}
      {row.answers.length > 0 && <section className={styles.part}><h3 className="h4">{row.event.options.length > 0 ? words.answers : words.had}</h3><ul className={styles.answers}>{row.answers.map((answer) => <Given key={answer.team} answer={answer} asks={row.event.options.length > 0} />)}</ul></section>}
      {canSend && <Choose row={row} chosen={chosen} onChoose={setChosen} />}
      {canAct && !isOpen && <p className="t12 faint">{words.closed}</p>}
    </Dialog>
  );
}

function Given({ answer, asks }: { answer: Answer; asks: boolean }) {
  const words = text.facilitate.events;
  const name = useFigure(nameOf(answer.by), [answer.by]);
  return (
    <li><TeamName index={answer.index} name={answer.name} /><span className={answer.answer === null ? "t13 faint" : "t13"}>{!asks ? words.told : answer.answer === null ? words.noAnswer : words.answeredBy(answer.answer, firstName(name))}</span></li>
  );
}

function Choose({ row, chosen, onChoose }: { row: EventRow; chosen: readonly string[]; onChoose: (teams: readonly string[]) => void }) {
  const words = text.facilitate.events;
  const all = useFigure(teams, []);
  const had = new Set(row.answers.map((answer) => answer.team));
  return (
    <fieldset className={styles.choose}>
      <legend className="h4">{words.to}</legend>
      <Checkbox isSelected={chosen.length === 0} onChange={(on) => on && onChoose([])}>{had.size > 0 ? words.allRest : words.all}</Checkbox>
      {all.map((team) => (
        <Checkbox key={team.team} isDisabled={had.has(team.team)} isSelected={chosen.includes(team.team)} onChange={(on) => onChoose(on ? [...chosen, team.team] : chosen.filter((one) => one !== team.team))}>
          <TeamName index={team.index} name={team.name} />{had.has(team.team) && <span className="t12 faint"> {words.hadIt}</span>}
        </Checkbox>
      ))}
    </fieldset>
  );
}

/** What sending will do, in the server's words, beside the button that does it. */
function Send({ row, chosen, onClose }: { row: EventRow; chosen: readonly string[]; onClose: () => void }) {
  const preview = usePreview();
  const act = useDo();
  const attempt = useAttempt();
  const { link } = useStatus();
  const [look, setLook] = useState<{ ok: boolean; text: string; warnings: readonly string[] } | null>(null);
  const names = chosen.join(" ");
  useEffect(() => {
    let isHere = true;
    void preview("inject.send", { inject: row.id, teams: names === "" ? [] : names.split(" ") }).then((answer) => {
      if (isHere) setLook(answer.ok ? { ok: true, text: answer.text, warnings: answer.warnings } : { ok: false, text: answer.message, warnings: [] });
    });
    return () => {
      isHere = false;
    };
  }, [preview, row.id, row.answers.length, names]);
  async function send() {
    const answer = await attempt.run(() => act("inject.send", { inject: row.id, teams: [...chosen] }));
    if (answer.ok) onClose();
  }
  return (
    <div className={styles.send}>
      {attempt.refusal ? <Note look="cri" role="alert">{attempt.refusal}</Note> : look && <Note look={look.ok ? "plain" : "cri"} role="status"><p>{look.text}</p>{look.warnings.map((warning) => <p key={warning} className="cau">{warning}</p>)}</Note>}
      <div className="row end">
        <Button onPress={onClose}>{text.facilitate.ask.stay}</Button>
        <Button look="go" isPending={attempt.isPending} isDisabled={look === null || !look.ok || link !== "live"} onPress={() => void send()}>{text.facilitate.events.send}</Button>
      </div>
    </div>
  );
}
