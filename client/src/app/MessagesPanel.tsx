/** What was said to the team and to all, in order, with the field to answer; fetched when it first opens. */
import { useEffect, useRef, useState } from "react";
import { Avatar } from "../parts/Avatar";
import { Button } from "../parts/Button";
import { SidePanel } from "../parts/Dialog";
import { Field } from "../parts/Field";
import { firstName, nameOf, readDraft, useDo, useDraft, useFigure, useLive, useRecord, useSelf, useStatus } from "../records";
import { format, text } from "../text";
import type { Message } from "./Messages";
import { serverTime } from "./time";
import styles from "./Messages.module.css";

export default function MessagesPanel({ isOpen, onClose, team, messages }: { isOpen: boolean; onClose: () => void; team: string; messages: readonly Message[] }) {
  const [underWay, setUnderWay] = useState<readonly string[]>([]);
  const { link } = useStatus();
  return (
    <SidePanel isOpen={isOpen} onClose={onClose} title={text.messages.title} closeLabel={text.shell.close} actions={<Say team={team} onUnderWay={setUnderWay} />}>
      <List messages={messages} waiting={link === "live" ? [] : underWay} />
    </SidePanel>
  );
}

/** What is said while nothing comes through stands under the rest, so that nobody says it twice. */
function List({ messages, waiting }: { messages: readonly Message[]; waiting: readonly string[] }) {
  const end = useRef<HTMLLIElement>(null);
  useEffect(() => {
    // In braces: some browsers return a promise, which is no clean-up.
    void end.current?.scrollIntoView({ block: "end" });
  }, [messages.length, waiting.length]);
  if (messages.length + waiting.length === 0) return <p className="t13 dim">{text.messages.none}</p>;
  return (
    <ol className={styles.list}>
      {messages.map((message) => <Line key={message.id} message={message} />)}
      {waiting.map((words, at) => (
        <li key={at} className={styles.line}>
          <div className="grow"><p className="t12 faint">{text.messages.you} · {text.shell.link.waits}</p><p dir="auto" className={styles.text}>{words}</p></div>
        </li>
      ))}
      <li ref={end} />
    </ol>
  );
}

function Line({ message }: { message: Message }) {
  const { seat } = useSelf();
  const name = useFigure(nameOf(message.by), [message.by]);
  const clock = useRecord("clock");
  const isMe = message.by === seat;
  const at = clock === undefined ? null : serverTime({ ...clock, running: true }, message.said);
  return (
    <li className={styles.line} data-to-all={message.toAll || undefined}>
      <Avatar name={name || "?"} size="sm" isMe={isMe} />
      <div className="grow">
        <p className="t12 faint">{isMe ? text.messages.you : firstName(name)}{message.toAll && ` · ${text.messages.toAll}`}{at !== null && <span className="num"> · {format.timeOfDay(at)}</span>}</p>
        <p dir="auto" className={styles.text}>{message.text}</p>
      </div>
    </li>
  );
}

function Say({ team, onUnderWay }: { team: string; onUnderWay: (change: (all: readonly string[]) => readonly string[]) => void }) {
  const act = useDo();
  const { session } = useLive();
  const field = `chat.${team}`;
  const draft = useDraft(field);
  const [error, setError] = useState("");
  async function say() {
    const words = draft.text.trim();
    if (words === "") return;
    setError("");
    draft.clear();
    onUnderWay((all) => [...all, words]);
    const answer = await act("chat.say", { team, text: words });
    onUnderWay((all) => all.filter((_, at) => at !== all.indexOf(words)));
    if (answer.ok) return;
    // Whoever typed on meanwhile keeps that, too.
    draft.set([words, readDraft(session, field)?.trim()].filter(Boolean).join(" "));
    setError(answer.message);
  }
  return (
    <form className={styles.say} onSubmit={(event) => { event.preventDefault(); void say(); }}>
      <Field label={text.messages.field} labelHidden placeholder={text.messages.field} maxLength={2000} value={draft.text} onChange={draft.set} error={error} className="grow" />
      <Button look="go" type="submit">{text.messages.send}</Button>
    </form>
  );
}
