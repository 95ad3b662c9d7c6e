/** One event: who sent it, its title; on request its text and the options, one of which a team-mate answers for all. */
import { useState } from "react";
import { useSessionTime } from "../../app/time";
import { Button } from "../../parts/Button";
import { classes } from "../../parts/classes";
import { RadioGroup } from "../../parts/Radio";
import { Slip } from "../../parts/Slip";
import { firstName, nameOf, useDo, useFigure, useLang } from "../../records";
import { text } from "../../text";
import { Letter } from "../evidence/Letter";
import { useAttempt } from "../shared/attempt";
import { useStanding } from "../shared/standing";
import { useTeam } from "../shared/team";
import { isPast, isWaiting, openFrom, type TeamEvent } from "./events";
import styles from "./Events.module.css";

const icons = { email: "mail", phone: "phone", chat: "message", meeting: "people", letter: "document" } as const;

export default function Event({ event, isAsked, onLater }: { event: TeamEvent; isAsked: boolean; onLater: () => void }) {
  const [isOpen, setOpen] = useState(isAsked);
  const lang = useLang();
  const words = text.events;
  const now = useSessionTime();
  const ago = now === null ? "" : words.ago(Math.max(0, Math.floor((now - event.sent_due) / 60_000)));
  const weeks = useFigure(openFrom, []);
  const isQuestion = isWaiting(event, weeks);
  return (
    <Slip
      className={isOpen ? styles.opened : undefined}
      label={words.label(event.title)}
      icon={icons[event.channel as keyof typeof icons] ?? "mail"}
      meta={[from(event), ago].filter(Boolean).join(" · ")}
      title={<span lang={lang}>{event.title}</span>}
      actions={isOpen ? undefined : (
        <>
          <Button size="sm" onPress={onLater}>{isQuestion ? text.work.later : words.putAway}</Button>
          <Button size="sm" look="pen" onPress={() => setOpen(true)}>{isQuestion ? words.readAndAnswer : words.read}</Button>
        </>
      )}
    >
      {isOpen && (
        <div className={styles.inside}>
          <Letter source={event.body} className={styles.body} />
          {event.options.length > 0 && <Answer event={event} isOver={isPast(event, weeks)} onLater={onLater} />}
          {event.options.length === 0 && <div className={classes("row", styles.act)}><Button size="sm" onPress={onLater}>{words.putAway}</Button></div>}
        </div>
      )}
    </Slip>
  );
}

/** "Message from the VP of Operations" */
function from(event: TeamEvent): string {
  const words = text.events.from;
  if (event.sender === "") return text.events.news;
  return event.channel in words ? words[event.channel as keyof typeof words](event.sender) : words.other(event.sender);
}

function Answer({ event, isOver, onLater }: { event: TeamEvent; isOver: boolean; onLater: () => void }) {
  const words = text.events;
  const team = useTeam() ?? "-";
  const act = useDo();
  const attempt = useAttempt();
  const standing = useStanding();
  const lang = useLang();
  const [chosen, setChosen] = useState<string | null>(event.answer);
  const by = useFigure(nameOf(event.answered_by), [event.answered_by]);
  async function answer() {
    if (chosen === null) return;
    const done = await attempt.run(() => act("inject.answer", { team, inject: event.inject, option: chosen }));
    if (done.ok) onLater();
  }
  return (
    <div className={styles.answer}>
      <RadioGroup
        label={words.question}
        hint={event.answer === null ? (isOver ? words.tooLate : words.one) : isOver ? words.stands(firstName(by)) : words.answeredBy(firstName(by))}
        error={attempt.refusal}
        value={chosen}
        onChange={setChosen}
        isDisabled={isOver || !standing.canEdit}
        choices={event.options.map((option) => ({ id: option.option, text: <span lang={lang}>{option.label}</span>, hint: option.about ? <span lang={lang}>{option.about}</span> : undefined }))}
      />
      <div className={classes("row wrap", styles.act)}>
        <Button size="sm" onPress={onLater}>{isOver ? words.putAway : text.work.later}</Button>
        {standing.canEdit && !isOver && <Button size="sm" look="go" onPress={() => void answer()} isPending={attempt.isPending} isDisabled={chosen === null || chosen === event.answer || !standing.canCommit}>{words.answer}</Button>}
        {standing.why !== null && !isOver && <span className="t12 faint">{standing.why}</span>}
      </div>
    </div>
  );
}
