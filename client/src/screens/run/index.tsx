/** Run: twelve months pass in four steps. Only what was chosen can be seen; between steps things happen and are decided. */
import { useEffect, useRef } from "react";
import { useAnnounce } from "../../parts/Announcer";
import { Head } from "../../parts/Head";
import { Empty, Note } from "../../parts/Note";
import { useFigure, useRecord } from "../../records";
import { text } from "../../text";
import type { Run } from "../../wire/types.gen";
import { useMedia } from "../design/useMedia";
import { EventLog, Events } from "../events";
import { useParam } from "../shared/address";
import { useTeam } from "../shared/team";
import { Charts } from "./Charts";
import { PlanChange } from "./PlanChange";
import { PlanView } from "./PlanView";
import { Return } from "./Return";
import { Track } from "./Track";
import { playing, sight } from "./year";
import styles from "./Run.module.css";

export default function RunScreen() {
  const team = useTeam();
  const run = useRecord("run");
  const view = useParam("view");
  if (team === null) return <Empty title={text.run.title(0)}>{text.lobby.noTeam}</Empty>;
  if (run === undefined) return <Empty title={text.run.title(0)}>{text.run.playingHint}</Empty>;
  return view === "plan" ? <PlanView team={team} /> : <Year team={team} run={run} />;
}

function Year({ team, run }: { team: string; run: Run }) {
  const isOver = run.step >= run.steps;
  const isNarrow = useMedia("(max-width: 720px)");
  const hasEvents = useFigure((see) => see.keys(`inject/${team}`).length > 0, [team]);
  useArrived(run);
  return (
    <div className={styles.run}>
      <div className={styles.middle}>
        {isNarrow && <Events />}
        <Header team={team} run={run} isOver={isOver} />
        <Passing run={run} isOver={isOver} />
        <Charts team={team} month={run.month} isOver={isOver} />
      </div>
      <aside className={styles.right}>
        {!isNarrow && <div className={styles.events}><Events /></div>}
        <Return team={team} />
        <PlanChange team={team} />
        {hasEvents && <section><Head>{text.run.eventsTitle}</Head><EventLog /></section>}
      </aside>
    </div>
  );
}

function Header({ team, run, isOver }: { team: string; run: Run; isOver: boolean }) {
  const { chosen, of } = useFigure(sight(team), [team]);
  return (
    <header className={styles.head}>
      <div><h1 className="h2">{isOver ? text.run.over : text.run.title(run.month)}</h1><p className="t13 dim">{text.run.chose(chosen, of)}</p></div>
      <Track team={team} month={run.month} />
    </header>
  );
}

/** Where the year stands: months are passing, the next ones wait for the facilitator, or it is over. */
function Passing({ run, isOver }: { run: Run; isOver: boolean }) {
  const words = text.run;
  const now = playing(run);
  if (now !== null) return <Note look="pen" icon="clock" role="status"><b>{words.playing(now.from, now.to)}</b> {words.playingHint}</Note>;
  return <p className={styles.next}>{isOver ? words.endHint : words.nextHint}</p>;
}

/** Say once when months have come in. */
function useArrived(run: Run): void {
  const announce = useAnnounce();
  const before = useRef(run.step);
  useEffect(() => {
    if (run.step > before.current) announce.polite(text.run.arrived(run.month));
    before.current = run.step;
  }, [run, announce]);
}
