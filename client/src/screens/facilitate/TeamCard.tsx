/** One team at a glance: what it has spent and agreed, where it looks for the cause, when it last did something. */
import { useState } from "react";
import { useSessionTime } from "../../app/time";
import { Avatar, Faces } from "../../parts/Avatar";
import { Button } from "../../parts/Button";
import { Icon } from "../../parts/Icon";
import { Menu } from "../../parts/Menu";
import { Tag } from "../../parts/Tag";
import { TeamName } from "../../parts/Team";
import { crew, firstName, nameOf, type TeamRow, useFigure, useRecord, useSeatsHere } from "../../records";
import { format, text } from "../../text";
import type { Activity as ActivityRecord } from "../../wire/types.gen";
import { useAsk } from "./Ask";
import { bars, idleMs, isQuiet } from "./activity";
import { Bars, Boxes, Measures } from "./Marks";
import { openBoard } from "./address";
import { Rename } from "./Rename";
import { useRights } from "./role";
import { useTalk } from "./Talk";
import { type Facts, factsOf } from "./teamFacts";
import styles from "./Card.module.css";

export function TeamCard({ team }: { team: TeamRow }) {
  const phase = useRecord("phase");
  const facts = useFigure(factsOf(team.team), [team.team]);
  const asked = useRecord(`help/${team.team}`);
  // Who asked before the end waits for nobody any more.
  const call = useRecord("session")?.ended ? undefined : asked;
  const activity = useRecord(`activity/${team.team}`);
  const due = useSessionTime() ?? 0;
  const { isFacilitator } = useRights();
  if (phase === undefined) return null;
  const words = text.facilitate.card;
  const idle = idleMs(activity, phase.started_due, due);
  // Nobody has worked yet: who they are matters more than what they did.
  const isBefore = phase.phase === "lobby" || phase.phase === "brief";
  const isSigned = facts.signed !== null && facts.signed.of > 0 && facts.signed.agreed === facts.signed.of;
  // Who has signed is done, and may be silent.
  const quiet = isFacilitator && facts.people > 0 && !isSigned && isQuiet(phase.phase, idle);
  return (
    <article className={styles.card} data-asks={call !== undefined || undefined} aria-label={team.name}>
      <header className={styles.head}>
        <h2 className={styles.name}><TeamName index={team.index} name={team.name} /></h2>
        {call !== undefined ? <Tag look="cri" icon="hand">{words.asks}</Tag> : quiet ? <Tag look="cau" icon="clock">{words.isQuiet}</Tag> : isSigned ? <Tag look="pos" icon="check">{words.isSigned}</Tag> : null}
        <People team={team.team} />
      </header>
      <div className={styles.middle}>
        <Measures facts={facts} phase={phase.phase} />
        {isBefore ? <Names team={team.team} /> : <Boxes spread={facts.spread} />}
      </div>
      {isFacilitator && !isBefore && <LastAct activity={activity} due={due} quietFor={quiet ? idle : null} call={call?.text} />}
      <Foot team={team} facts={facts} asks={call !== undefined} />
    </article>
  );
}

function Names({ team }: { team: string }) {
  const people = useFigure(crew(team), [team]);
  return <ul className={styles.names}>{people.map((person) => <li key={person.seat}><bdi>{person.name}</bdi>{person.field !== "" && <span className="faint"> · {person.field}</span>}</li>)}</ul>;
}

function People({ team }: { team: string }) {
  const people = useFigure(crew(team), [team]);
  const here = useSeatsHere();
  if (people.length === 0) return <span className={styles.nobody}>{text.facilitate.card.nobody}</span>;
  return (
    <Faces className={styles.faces}>
      {people.map(({ seat, name }) => {
        const isAway = !here.includes(seat);
        return <Avatar key={seat} size="sm" name={name} isAway={isAway} label={`${name} (${isAway ? text.shell.away : text.shell.here})`} />;
      })}
    </Faces>
  );
}

function LastAct({ activity, due, quietFor, call }: { activity: ActivityRecord | undefined; due: number; quietFor: number | null; call: string | undefined }) {
  const counts = bars(activity, due);
  const name = useFigure(nameOf(activity?.last_by), [activity?.last_by]);
  const words = text.facilitate;
  let said: string;
  if (call) said = `“${call}”`;
  else if (quietFor !== null) said = words.card.nothing(Math.floor(quietFor / 60_000), quietFor < 600_000 ? Math.floor((quietFor % 60_000) / 1000) : 0);
  else if (activity === undefined) said = words.card.nothingYet;
  else {
    const ago = due - activity.last_due;
    said = words.card.did(firstName(name), words.did[activity.last_do] ?? words.didOther, ago < 5_000 ? words.card.now : format.duration(ago));
  }
  return (
    <div className={styles.act}>
      <Bars counts={counts} />
      <p className={styles.said} data-look={call ? "call" : quietFor !== null ? "quiet" : undefined}>{said}</p>
    </div>
  );
}

function Foot({ team, facts, asks }: { team: TeamRow; facts: Facts; asks: boolean }) {
  const words = text.facilitate;
  const { canAct } = useRights();
  const talk = useTalk();
  const ask = useAsk();
  const [isRenaming, setRenaming] = useState(false);
  const grant = (hours: number, act: string) => ask("hours.grant", { team: team.team, hours }, { title: words.card.hoursOf(team.name), act });
  const free = facts.hours === null ? 0 : facts.hours.budget - facts.hours.spent;
  return (
    <footer className={styles.foot}>
      {canAct && asks && <Button size="sm" look="pen" onPress={() => talk(team.team)}>{words.calls.answer}</Button>}
      <Button size="sm" onPress={() => openBoard(team.team)}>{words.card.open}</Button>
      {canAct && (
        <>
          <Button size="sm" look="quiet" onPress={() => talk(team.team)}>{words.card.nudge}</Button>
          <span className={styles.more}>
            <Menu label={words.card.more(team.name)} trigger={<Button size="sm" look="quiet" icon aria-label={words.card.more(team.name)}><Icon name="more" /></Button>} groups={[{ entries: [
              { id: "grant", text: words.calls.grant(2), isDisabled: facts.hours === null, onAct: () => grant(2, words.calls.grant(2)) },
              { id: "back", text: words.card.takeBack(2), isDisabled: free < 2, onAct: () => grant(-2, words.card.takeBack(2)) },
              { id: "rename", text: words.card.rename, onAct: () => setRenaming(true) },
            ] }]} />
          </span>
        </>
      )}
      {isRenaming && <Rename title={words.card.rename} label={words.people.renameTeam} go={words.card.rename} value={team.name} max={40} command={(name) => ({ move: "team.rename", args: { team: team.team, name } })} onClose={() => setRenaming(false)} />}
    </footer>
  );
}
