/** The team's chat and what the facilitator says to all, behind a button in the bar, with a mark for what is new. */
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useAnnounce } from "../parts/Announcer";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { lastOf, type See, useFigure, useSelf } from "../records";
import { text } from "../text";
import { onMessagesAsked } from "./panels";
import styles from "./Messages.module.css";

export interface Message { id: string; by: string; text: string; said: number; toAll: boolean }

/** Both kinds in the order in which they were said. */
const messagesOf = (team: string) => (see: See): Message[] => [
  ...see.keys(`chat/${team}`).map((key) => ({ key, record: see.get(key as `chat/${string}`), toAll: false })),
  ...see.keys("say").map((key) => ({ key, record: see.get(key as `say/${string}`), toAll: true })),
].flatMap(({ key, record, toAll }) => (record ? [{ id: key, by: record.by, text: record.text, said: record.said_due, toAll }] : [])).sort((a, b) => a.said - b.said || Number(lastOf(a.id)) - Number(lastOf(b.id)));

const Panel = lazy(() => import("./MessagesPanel"));

export function Messages() {
  const { team, seat } = useSelf();
  const messages = useFigure(messagesOf(team ?? "-"), [team]);
  const [isOpen, setOpen] = useState(false);
  const [wasOpen, setWasOpen] = useState(false);
  if (isOpen && !wasOpen) setWasOpen(true);
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
      {wasOpen && <Suspense fallback={null}><Panel isOpen={isOpen} onClose={() => setOpen(false)} team={team} messages={messages} /></Suspense>}
    </>
  );
}
