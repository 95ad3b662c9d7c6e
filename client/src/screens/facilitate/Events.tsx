/** The case's events: what was sent and who answered, what is due, what lies at hand. A line marks now. */
import { useState } from "react";
import { serverTime, sessionTime, useSecond } from "../../app/time";
import { Button } from "../../parts/Button";
import { Head } from "../../parts/Head";
import { Icon } from "../../parts/Icon";
import { Menu } from "../../parts/Menu";
import { useFigure, useLive, useRecord } from "../../records";
import { format, text } from "../../text";
import { useAsk } from "./Ask";
import { Event } from "./Event";
import { useRights } from "./role";
import { cueOf, cueUnder, sentTo } from "./cues";
import { eventRows, type EventRow } from "./shelf";
import styles from "./Right.module.css";

export function Events() {
  const rows = useFigure(eventRows, []);
  const [open, setOpen] = useState<string | null>(null);
  const words = text.facilitate.events;
  const isEnded = useRecord("session")?.ended ?? false;
  // What is held in reserve for an event that was sent stands with it, before now.
  const isPast = (row: EventRow) => row.state === "sent" || (row.isUnder && rows.some((other) => other.id === row.reserveFor && other.state === "sent"));
  const sent = rows.filter(isPast);
  const rest = rows.filter((row) => !isPast(row));
  const opened = rows.find((row) => row.id === open);
  return (
    <section>
      <Head>{words.title}</Head>
      {rows.length === 0 && <p className={styles.none}>{words.none}</p>}
      <ol className={styles.rows}>
        {sent.map((row) => <Row key={row.id} row={row} onOpen={() => setOpen(row.id)} />)}
        {sent.length > 0 && !isEnded && <Now />}
        {rest.map((row) => <Row key={row.id} row={row} onOpen={() => setOpen(row.id)} />)}
      </ol>
      {opened && <Event row={opened} onClose={() => setOpen(null)} />}
    </section>
  );
}

function Now() {
  const live = useLive();
  useSecond();
  return <li className={styles.now} aria-label={text.facilitate.events.now}><span className="num">{format.timeOfDay(live.now())}</span><i aria-hidden="true" /></li>;
}

function Row({ row, onOpen }: { row: EventRow; onOpen: () => void }) {
  const words = text.facilitate.events;
  const ask = useAsk();
  const { canAct } = useRights();
  const phase = useRecord("phase")?.phase ?? "lobby";
  const canSend = canAct && phase !== "lobby" && phase !== "debrief" && row.answers.length < row.teams;
  const comesByItself = row.comes.how !== "hand" && row.state !== "hand" && row.answers.length < row.teams && (row.state !== "sent" || row.comes.phase === null || row.event.fires_due !== null || row.event.held);
  const hold = (held: boolean) => ask("inject.hold", { inject: row.id, held }, { title: row.event.title, act: held ? words.hold : words.release });
  return (
    <li className={styles.row} data-state={row.state} data-under={row.isUnder || undefined}>
      <span className={styles.when}><When row={row} /></span>
      <div className={styles.about}>
        <button type="button" className={styles.title} onClick={onOpen} aria-label={words.open(row.event.title)}>{row.event.title}</button>
        <p className="t12 faint"><State row={row} /></p>
      </div>
      <span className={styles.acts}>
        {canAct && comesByItself && (
          <Menu label={words.more(row.event.title)} trigger={<Button size="sm" icon look="quiet" aria-label={words.more(row.event.title)}><Icon name="more" /></Button>} groups={[{ entries: [
            row.event.held ? { id: "release", text: words.release, onAct: () => hold(false) } : { id: "hold", text: words.hold, onAct: () => hold(true) },
          ] }]} />
        )}
        {canSend && row.state !== "sent" && <Button size="sm" onPress={onOpen}>{words.send}</Button>}
      </span>
    </li>
  );
}

function When({ row }: { row: EventRow }) {
  const clock = useRecord("clock");
  const isOver = useRecord("session")?.ended ?? false;
  const words = text.facilitate.events;
  if (isOver && row.state !== "sent") return "–";
  if (row.state === "held") return words.held;
  if (row.due !== null && clock !== undefined) {
    const at = serverTime(row.state === "sent" ? { ...clock, running: true } : clock, row.due);
    if (at !== null) return <span className="num b">{format.timeOfDay(at)}</span>;
  }
  if (row.state === "waits") return words.waits;
  const { how, phase, number } = row.comes;
  if (row.state === "later" && how === "month") return <span className="num">{words.month(number ?? 1)}</span>;
  if (row.state === "later" && how === "week") return <span className="num">{words.week(number ?? 0)}</span>;
  if (row.state === "later" && phase !== null) return text.shell.phase[phase];
  return words.byHand;
}

function State({ row }: { row: EventRow }) {
  const words = text.facilitate.events;
  const clock = useRecord("clock");
  const isOver = useRecord("session")?.ended ?? false;
  const live = useLive();
  useSecond(row.state === "due" && !isOver);
  if (isOver && row.state !== "sent") return words.notSent;
  const cue = row.isUnder ? words.inReserve(cueUnder(row) ?? words.hand) : cueOf(row.comes);
  const left = row.due === null || clock === undefined ? "" : format.duration(Math.max(0, row.due - sessionTime(clock, live.now())));
  switch (row.state) {
    case "sent": return <Sent row={row} cue={cue} />;
    case "due": return cue !== null ? (clock?.running ? words.cueDue(cue, left) : cue) : clock?.running ? words.dueIn(left) : words.duePaused;
    case "waits": return cue;
    case "later": return row.comes.how === "month" ? words.laterMonth(row.comes.number ?? 1) : row.comes.how === "week" ? words.laterWeek(row.comes.number ?? 0) : words.later(text.shell.phase[row.comes.phase ?? "run"]);
    case "held": return words.isHeld;
    case "hand": return cue ?? words.hand;
  }
}

/** Who had it, where not all had, and what the others still have to do for it. */
function Sent({ row, cue }: { row: EventRow; cue: string | null }) {
  const words = text.facilitate.events;
  const isOver = useRecord("session")?.ended ?? false;
  const answered = row.answers.filter((answer) => answer.answer !== null).length;
  const isAll = row.answers.length >= row.teams;
  if (isAll) return row.event.options.length > 0 ? words.answered(answered, row.answers.length) : words.sent(row.answers.length, row.teams);
  const names = sentTo(row.answers);
  const to = names === null ? words.sent(row.answers.length, row.teams) : words.sentTo(names);
  const count = row.event.options.length > 0 ? ` · ${words.answeredShort(answered, row.answers.length)}` : "";
  return <>{to}{count}{cue !== null && !isOver && <><br />{row.event.held ? words.isHeld : words.others(cue)}</>}</>;
}
