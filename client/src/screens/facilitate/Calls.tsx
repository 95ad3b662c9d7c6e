/** Who waits for the facilitator: teams that ask for help, and people who ask to be let back into their seat. */
import { useEffect, useRef } from "react";
import { useSessionTime } from "../../app/time";
import { useAnnounce } from "../../parts/Announcer";
import { Button } from "../../parts/Button";
import { Icon } from "../../parts/Icon";
import { TeamName } from "../../parts/Team";
import { firstName, lastOf, nameOf, type See, type TeamRow, teams, useDo, useFigure, useRecord } from "../../records";
import { text } from "../../text";
import { useAttempt } from "../shared/attempt";
import { useAsk } from "./Ask";
import { useRights } from "./role";
import { useTalk } from "./Talk";
import styles from "./Middle.module.css";

export interface Call { team: TeamRow; text: string; since: number; seenBy: string | null }

/** The calls, the longest waiting first. */
export const callsOf = (see: See): Call[] => teams(see).flatMap((team): Call[] => {
  const help = see.get(`help/${team.team}`);
  return help === undefined ? [] : [{ team, text: help.text, since: help.since_due, seenBy: help.seen_by }];
}).sort((a, b) => a.since - b.since);

const reclaims = (see: See) => see.keys("reclaim").flatMap((key) => {
  const asked = see.get(key as `reclaim/${string}`);
  return asked === undefined ? [] : [{ seat: lastOf(key), name: asked.name }];
});

export function Calls() {
  const calls = useFigure(callsOf, []);
  const asked = useFigure(reclaims, []);
  useAnnounced(calls);
  return (
    <>
      {asked.map(({ seat, name }) => <Back key={seat} seat={seat} name={name} />)}
      {calls.length > 0 && (
        <section className={styles.calls} aria-label={text.facilitate.calls.count(calls.length)}>
          <p className={styles.callsCount}><Icon name="hand" />{text.facilitate.calls.count(calls.length)}</p>
          <ul className={styles.callList}>{calls.map((call, index) => <One key={call.team.team} call={call} isFirst={index === 0} />)}</ul>
        </section>
      )}
    </>
  );
}

function One({ call, isFirst }: { call: Call; isFirst: boolean }) {
  const words = text.facilitate.calls;
  const now = useSessionTime();
  const hours = useRecord(`hours/${call.team.team}`);
  const { canAct } = useRights();
  const attempt = useAttempt();
  const act = useDo();
  const ask = useAsk();
  const talk = useTalk();
  const seenBy = useFigure(nameOf(call.seenBy), [call.seenBy]);
  return (
    <li className={styles.call}>
      <TeamName index={call.team.index} name={call.team.name} />
      <p className="quote grow">{call.text === "" ? <span className="faint">{words.noWords}</span> : `“${call.text}”`}</p>
      <span className="t12 faint num nowrap">{seenBy !== "" ? words.seenBy(firstName(seenBy)) : now !== null && words.wait(Math.max(0, Math.floor((now - call.since) / 60_000)))}</span>
      {canAct && (
        <span className="row">
          {hours !== undefined && <Button size="sm" onPress={() => ask("hours.grant", { team: call.team.team, hours: 2 }, { title: text.facilitate.card.hoursOf(call.team.name), act: words.grant(2) })}>{words.grant(2)}</Button>}
          <Button size="sm" onPress={() => void attempt.run(() => act("help.done", { team: call.team.team }))}>{words.done}</Button>
          <Button size="sm" look={isFirst ? "go" : "pen"} onPress={() => talk(call.team.team)}>{words.answer}</Button>
        </span>
      )}
      {attempt.refusal && <p className="t12 cri" role="alert">{attempt.refusal}</p>}
    </li>
  );
}

function Back({ seat, name }: { seat: string; name: string }) {
  const words = text.facilitate.calls;
  const act = useDo();
  const attempt = useAttempt();
  const { canAct } = useRights();
  const answer = (admit: boolean) => void attempt.run(() => act("seat.admit", { seat, admit }));
  return (
    <section className={styles.back} role="status">
      <Icon name="person" />
      <div className="grow"><p className="b">{words.back(name)}</p><p className="t12 faint">{attempt.refusal || words.backHint}</p></div>
      {canAct && <span className="row"><Button size="sm" onPress={() => answer(false)}>{words.refuse}</Button><Button size="sm" look="pen" isPending={attempt.isPending} onPress={() => answer(true)}>{words.admit}</Button></span>}
    </section>
  );
}

/** A new call is said at once: somebody waits. */
function useAnnounced(calls: readonly Call[]): void {
  const announce = useAnnounce();
  const before = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    if (before.current !== null) for (const call of calls) if (!before.current.has(call.team.team)) announce.assertive(text.facilitate.calls.arrived(call.team.name, call.text));
    before.current = new Set(calls.map((call) => call.team.team));
  }, [calls, announce]);
}
