/** The team: who is in it, who is ready, what it is called; and how the other teams stand. */
import { lazy, Suspense, useState } from "react";
import { Avatar } from "../../parts/Avatar";
import { Button } from "../../parts/Button";
import { Switch } from "../../parts/Choice";
import { Note } from "../../parts/Note";
import { Sheet } from "../../parts/Sheet";
import { TeamName } from "../../parts/Team";
import { crew, isReady, type Person, readiness, type TeamRow, teams, useDo, useFigure, useRecord, useSeatsHere, useSelf } from "../../records";
import { text } from "../../text";
import styles from "./Lobby.module.css";

const Needs = lazy(() => import("./Needs"));
const Rename = lazy(() => import("./Rename"));

export function TeamSide() {
  const { team: id } = useSelf();
  const team = useRecord(id === null ? undefined : `team/${id}`);
  const [isRenaming, setRenaming] = useState(false);
  return (
    <Sheet as="aside" className={styles.side}>
      {id === null || team === undefined ? <p>{text.lobby.noTeam}</p> : (
        <>
          <div className="row between">
            <h2 className={styles.title}>{text.lobby.team} <TeamName index={team.number - 1} name={team.name} /></h2>
            <Button look="quiet" size="sm" onPress={() => setRenaming(true)}>{text.lobby.rename}</Button>
          </div>
          {isRenaming && <Suspense fallback={null}><Rename team={id} name={team.name} onClose={() => setRenaming(false)} /></Suspense>}
          <Crew team={id} />
          <Readiness team={id} />
        </>
      )}
      <Others mine={id} />
      <Note look="pen" className={styles.call}>{text.lobby.call}</Note>
      <Suspense fallback={null}><Needs /></Suspense>
    </Sheet>
  );
}

function Crew({ team }: { team: string }) {
  const people = useFigure(crew(team), [team]);
  return <ul className={styles.crew}>{people.map((person) => <Mate key={person.seat} person={person} />)}</ul>;
}

function Mate({ person }: { person: Person }) {
  const self = useSelf();
  const ready = useFigure(isReady(person.seat), [person.seat]);
  const here = useSeatsHere();
  const isMe = person.seat === self.seat;
  const isAway = !isMe && !here.includes(person.seat);
  const state = isAway ? text.lobby.away : ready ? text.lobby.ready : text.lobby.reading;
  return (
    <li>
      <Avatar name={person.name} size="lg" isMe={isMe} isAway={isAway} isAgreed={ready} />
      <div className="grow">
        <p className="b"><bdi>{person.name}</bdi>{isMe && <span className={styles.you}> ({text.shell.you})</span>}</p>
        <p className="t12 faint">{state}{person.field && ` · ${person.field}`}</p>
      </div>
    </li>
  );
}

function Readiness({ team }: { team: string }) {
  const self = useSelf();
  const act = useDo();
  const mine = useFigure(isReady(self.seat), [self.seat]);
  const count = useFigure(readiness(team), [team]);
  const [error, setError] = useState("");
  async function set(ready: boolean) {
    setError("");
    const answer = await act("seat.ready", { ready });
    if (!answer.ok) setError(answer.message);
  }
  return (
    <div className={styles.ready}>
      <Switch isSelected={mine} onChange={(ready) => void set(ready)} className={styles.switch}>{text.lobby.iAmReady}</Switch>
      <p className="t13 dim">{text.lobby.readyCount(count.ready, count.of)}</p>
      {error && <Note look="cau" role="alert">{error}</Note>}
    </div>
  );
}

function Others({ mine }: { mine: string | null }) {
  const all = useFigure(teams, []);
  const others = all.filter((team) => team.team !== mine);
  if (others.length === 0) return null;
  return (
    <div className="col g8">
      <h3 className="t12 faint">{text.lobby.others}</h3>
      <ul className={styles.others}>{others.map((team) => <Other key={team.team} team={team} />)}</ul>
    </div>
  );
}

function Other({ team }: { team: TeamRow }) {
  const count = useFigure(readiness(team.team), [team.team]);
  return <li><TeamName index={team.index} name={team.name} /><span className={styles.count}>{count.of === 0 ? text.lobby.nobody : text.lobby.teamReady(count.ready, count.of)}</span></li>;
}
