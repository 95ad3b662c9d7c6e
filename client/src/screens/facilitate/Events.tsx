/** The case's events: what was sent and who answered, what is due, what lies at hand. A line marks now. */
import { useState } from "react";
import { serverTime, sessionTime, useSecond } from "../../app/time";
import { Button } from "../../parts/Button";
import { Head } from "../../parts/Head";
import { Icon } from "../../parts/Icon";
import { Menu } from "../../parts/Menu";
import { useDo, useFigure, useLive, useRecord } from "../../records";
import { format, text } from "../../text";
import { useAttempt } from "../shared/attempt";
import { Event } from "./Event";
import { useRights } from "./role";
import { eventRows, type EventRow } from "./shelf";
import styles from "./Right.module.css";

export function Events() {
  const rows = useFigure(eventRows, []);
  const [open, setOpen] = useState<string | null>(null);
  const words = text.facilitate.events;
  const isEnded = useRecord("session")?.ended ?? false;
  const sent = rows.filter((row) => row.state === "sent");
  const rest = rows.filter((row) => row.state !== "sent");
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
  const act = useDo();
  const attempt = useAttempt();
  const { canAct } = useRights();
  const phase = useRecord("phase")?.phase ?? "lobby";
  const canSend = canAct && phase !== "lobby" && phase !== "debrief" && row.answers.length < row.teams;
  const isTimed = row.phase !== null && (row.state === "due" || row.state === "later" || row.state === "held");
  const hold = (held: boolean) => void attempt.run(() => act("inject.hold", { inject: row.id, held }));
  return (
    <li className={styles.row} data-state={row.state}>
      <span className={styles.when}><When row={row} /></span>
      <div className={styles.about}>
        <button type="button" className={styles.title} onClick={onOpen} aria-label={words.open(row.event.title)}>{row.event.title}</button>
        <p className="t12 faint"><State row={row} /></p>
        {attempt.refusal && <p className="t12 cri" role="alert">{attempt.refusal}</p>}
      </div>
      <span className={styles.acts}>
        {canAct && isTimed && (
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
  if (row.state === "later" && row.month !== null) return <span className="num">{words.month(row.month)}</span>;
  if (row.state === "later" && row.phase !== null) return text.shell.phase[row.phase];
  return words.byHand;
}

function State({ row }: { row: EventRow }) {
  const words = text.facilitate.events;
  const clock = useRecord("clock");
  const isOver = useRecord("session")?.ended ?? false;
  const live = useLive();
  useSecond(row.state === "due" && !isOver);
  if (isOver && row.state !== "sent") return words.notSent;
  switch (row.state) {
    case "sent": return row.event.options.length > 0 ? words.answered(row.answers.filter((answer) => answer.answer !== null).length, row.answers.length) : words.sent(row.answers.length, row.teams);
    case "due": return clock === undefined || !clock.running || row.due === null ? words.duePaused : words.dueIn(format.duration(Math.max(0, row.due - sessionTime(clock, live.now()))));
    case "later": return row.month !== null ? words.laterMonth(row.month) : words.later(text.shell.phase[row.phase ?? "run"]);
    case "held": return words.isHeld;
    case "hand": return words.hand;
  }
}
