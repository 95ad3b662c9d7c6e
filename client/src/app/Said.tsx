/**
 * What a facilitator has just said, to all or to this team, over the work until one closes it or the phase ends.
 *
 * It stays in the messages. What was said before one joined, or is closed already, does not come up again after a reload.
 */
import { useState } from "react";
import { Button } from "../parts/Button";
import { Icon } from "../parts/Icon";
import { lastOf, nameOf, type See, useFigure, useLive, useRecord, useSelf } from "../records";
import { readDraft, writeDraft } from "../records/drafts";
import { text } from "../text";
import styles from "./Shell.module.css";

interface Word { said: number; by: string; text: string; toAll: boolean }

/** The newest word of a facilitator in this phase, since one is here. */
const newest = (team: string, self: string) => (see: See): Word | null => {
  const since = Math.max(see.get("phase")?.started_due ?? 0, see.get(`seat/${self}`)?.joined_due ?? 0);
  const words = [...see.keys("say"), ...see.keys(`chat/${team}`)].flatMap((key): (Word & { order: number })[] => {
    const word = see.get(key as `say/${string}` | `chat/${string}`);
    if (word === undefined || word.said_due < since || see.get(`seat/${word.by}`)?.role !== "facilitator") return [];
    return [{ said: word.said_due, by: nameOf(word.by)(see), text: word.text, toAll: key.startsWith("say/"), order: Number(lastOf(key)) }];
  });
  const last = words.sort((a, b) => a.said - b.said || a.order - b.order).at(-1);
  return last === undefined ? null : { said: last.said, by: last.by, text: last.text, toAll: last.toAll };
};

export default function Said() {
  const { session } = useLive();
  const { seat, team } = useSelf();
  const word = useFigure(newest(team ?? "-", seat), [team, seat]);
  const isOver = useRecord("session")?.ended ?? false;
  const [closed, setClosed] = useState(() => Number(readDraft(session, "said.closed") ?? -1));
  if (word === null || isOver || word.said <= closed) return null;
  function close(said: number) {
    setClosed(said);
    writeDraft(session, "said.closed", String(said));
  }
  return (
    <div className={styles.said}>
      <Icon name="horn" />
      <p><b>{word.toAll ? text.messages.fromToAll(word.by) : text.messages.fromToTeam(word.by)}</b> <span dir="auto">{word.text}</span></p>
      <Button size="sm" onPress={() => close(word.said)}>{text.shell.close}</Button>
    </div>
  );
}
