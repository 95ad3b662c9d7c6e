/** The team's chat and what the facilitator says to all, behind a button in the bar, with a mark for what is new. */
import { useEffect, useRef, useState } from "react";
import { useAnnounce } from "../parts/Announcer";
import { Avatar } from "../parts/Avatar";
import { Button } from "../parts/Button";
import { SidePanel } from "../parts/Dialog";
import { Field } from "../parts/Field";
import { Icon } from "../parts/Icon";
import { firstName, lastOf, nameOf, type See, useDo, useDraft, useFigure, useRecord, useSelf } from "../records";
import { format, text } from "../text";
import { onMessagesAsked } from "./panels";
import { serverTime } from "./time";
import styles from "./Messages.module.css";

interface Message { id: string; by: string; text: string; said: number; toAll: boolean }

/** Both kinds in the order in which they were said. */
const messagesOf = (team: string) => (see: See): Message[] => [
  ...see.keys(`chat/${team}`).map((key) => ({ key, record: see.get(key as `chat/${string}`), toAll: false })),
  ...see.keys("say").map((key) => ({ key, record: see.get(key as `say/${string}`), toAll: true })),
].flatMap(({ key, record, toAll }) => (record ? [{ id: key, by: record.by, text: record.text, said: record.said_due, toAll }] : [])).sort((a, b) => a.said - b.said || Number(lastOf(a.id)) - Number(lastOf(b.id)));

export function Messages() {
  const { team, seat } = useSelf();
  const messages = useFigure(messagesOf(team ?? "-"), [team]);
  const [isOpen, setOpen] = useState(false);
  const [seen, setSeen] = useState(messages.length);
  const announce = useAnnounce();
  const said = useRef(messages.length);
  useEffect(() => {
    for (const message of messages.slice(said.current)) if (message.by !== seat) announce.polite(message.toAll ? text.messages.saidToAll(message.text) : text.messages.saidByMate(message.text));
    said.current = messages.length;
  }, [messages, seat, announce]);
  useEffect(() => onMessagesAsked(() => setOpen(true)), []);
  useEffect(() => {
    if (isOpen) setSeen(messages.length);
  }, [isOpen, messages.length]);

  const fresh = messages.slice(seen).filter((message) => message.by !== seat).length;
  if (team === null) return null;
  return (
    <>
      <span className={styles.button}>
        <Button size="sm" icon aria-label={fresh > 0 ? text.messages.openNew(fresh) : text.messages.open} onPress={() => setOpen(true)}><Icon name="message" /></Button>
        {fresh > 0 && <span className={styles.dot} aria-hidden="true" />}
      </span>
      <SidePanel isOpen={isOpen} onClose={() => setOpen(false)} title={text.messages.title} closeLabel={text.shell.close} actions={<Say team={team} />}>
        <List messages={messages} />
      </SidePanel>
    </>
  );
}

function List({ messages }: { messages: readonly Message[] }) {
  const end = useRef<HTMLLIElement>(null);
  useEffect(() => {
    // In braces: some browsers return a promise, which is no clean-up.
    void end.current?.scrollIntoView({ block: "end" });
  }, [messages.length]);
  if (messages.length === 0) return <p className="t13 dim">{text.messages.none}</p>;
  return (
    <ol className={styles.list}>
      {messages.map((message) => <Line key={message.id} message={message} />)}
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
        <p className={styles.text}>{message.text}</p>
      </div>
    </li>
  );
}

function Say({ team }: { team: string }) {
  const act = useDo();
  const draft = useDraft(`chat.${team}`);
  const [error, setError] = useState("");
  async function say() {
    const words = draft.text.trim();
    if (words === "") return;
    setError("");
    draft.clear();
    const answer = await act("chat.say", { team, text: words });
    if (answer.ok) return;
    draft.set(words);
    setError(answer.message);
  }
  return (
    <form className={styles.say} onSubmit={(event) => { event.preventDefault(); void say(); }}>
      <Field label={text.messages.field} labelHidden placeholder={text.messages.field} maxLength={2000} value={draft.text} onChange={draft.set} error={error} className="grow" />
      <Button look="go" type="submit">{text.messages.send}</Button>
    </form>
  );
}
