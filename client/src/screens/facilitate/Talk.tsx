/**
 * Talking to one team: what was said there, and a line to say more. A call for help is marked as seen when it is opened.
 *
 * `<Talking>` holds the side panel; `useTalk()` opens it for a team. `Thread` is the same inside "Open board".
 */
import { createContext, type ReactNode, useContext, useEffect, useRef, useState } from "react";
import { serverTime } from "../../app/time";
import { Button } from "../../parts/Button";
import { SidePanel } from "../../parts/Dialog";
import { Field } from "../../parts/Field";
import { Note } from "../../parts/Note";
import { firstName, lastOf, type See, useDo, useDraft, useFigure, useRecord, useSelf } from "../../records";
import { format, text } from "../../text";
import { useAttempt } from "../shared/attempt";
import { useRights } from "./role";
import styles from "./Talk.module.css";

const TalkContext = createContext<(team: string) => void>(() => {});
export const useTalk = (): ((team: string) => void) => useContext(TalkContext);

export function Talking({ children }: { children: ReactNode }) {
  const [team, setTeam] = useState<string | null>(null);
  return (
    <TalkContext value={setTeam}>
      {children}
      {team !== null && <Panel team={team} onClose={() => setTeam(null)} />}
    </TalkContext>
  );
}

function Panel({ team, onClose }: { team: string; onClose: () => void }) {
  const name = useRecord(`team/${team}`)?.name ?? "";
  return (
    <SidePanel isOpen onClose={onClose} title={text.facilitate.chat.title(name)} closeLabel={text.facilitate.chat.close} actions={<Say team={team} name={name} onHelped={onClose} />}>
      <Thread team={team} />
    </SidePanel>
  );
}

const said = (team: string) => (see: See) => see.keys(`chat/${team}`).flatMap((key) => {
  const chat = see.get(key as `chat/${string}`);
  const seat = chat && see.get(`seat/${chat.by}`);
  return chat === undefined ? [] : [{ id: lastOf(key), by: chat.by, name: seat?.name ?? "", isFacilitator: seat?.role === "facilitator", text: chat.text, due: chat.said_due }];
});

/** What was said in a team, and what it asks. */
export function Thread({ team }: { team: string }) {
  const lines = useFigure(said(team), [team]);
  const call = useRecord(`help/${team}`);
  const clock = useRecord("clock");
  const { seat } = useSelf();
  const { canAct } = useRights();
  const act = useDo();
  const words = text.facilitate.chat;
  const isSeen = call === undefined || call.seen_by !== null;
  useEffect(() => {
    if (!isSeen && canAct) void act("help.see", { team });
  }, [isSeen, canAct, act, team]);
  const end = useRef<HTMLLIElement>(null);
  useEffect(() => void end.current?.scrollIntoView({ block: "nearest" }), [lines.length]);
  return (
    <>
      {call !== undefined && <Note look="cri" icon="hand"><p className="t12">{words.asked}</p><p className="quote">{call.text || text.facilitate.calls.noWords}</p></Note>}
      {lines.length === 0 ? <p className="t13 dim">{words.none}</p> : (
        <ol className={styles.lines}>
          {lines.map((line) => {
            const at = clock === undefined ? null : serverTime({ ...clock, running: true }, line.due);
            return (
              <li key={line.id} className={styles.line} data-ours={line.isFacilitator || undefined}>
                <p className="t12 faint">{line.by === seat ? text.messages.you : firstName(line.name)}{line.isFacilitator && line.by !== seat && ` · ${words.facilitator}`}{at !== null && <span className="num"> · {format.timeOfDay(at)}</span>}</p>
                <p dir="auto" className={styles.text}>{line.text}</p>
              </li>
            );
          })}
          <li ref={end} />
        </ol>
      )}
    </>
  );
}

/** A line to a team; with a call waiting, one more button that closes it. */
export function Say({ team, name, onHelped }: { team: string; name: string; onHelped?: () => void }) {
  const act = useDo();
  const draft = useDraft(`chat.${team}`);
  const attempt = useAttempt();
  const call = useRecord(`help/${team}`);
  const { canAct } = useRights();
  const words = text.facilitate.chat;
  if (!canAct) return null;
  async function say(closes: boolean) {
    const line = draft.text.trim();
    if (line === "") return;
    const answer = await draft.send(() => attempt.run(() => act("chat.say", { team, text: line })));
    if (!answer.ok || !closes) return;
    const closed = await attempt.run(() => act("help.done", { team }));
    if (closed.ok) onHelped?.();
  }
  return (
    <form className={styles.say} onSubmit={(event) => { event.preventDefault(); void say(false); }}>
      <Field label={words.field} hint={words.hint(name)} rows={2} maxLength={2000} value={draft.text} onChange={draft.set} error={attempt.refusal} autoFocus={onHelped !== undefined} />
      <div className="row wrap">
        <Button look={call ? "pen" : "go"} type="submit" isPending={attempt.isPending}>{words.go}</Button>
        {call && <Button look="go" onPress={() => void say(true)} isPending={attempt.isPending} isDisabled={draft.text.trim() === ""}>{words.helpDone}</Button>}
      </div>
    </form>
  );
}
