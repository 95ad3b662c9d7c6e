/**
 * The facilitator's console, and the same teams for observers and raters, who only look. Everything on it is a function of
 * records, so a lost connection, a reload or another device brings it back whole.
 */
import { Skip } from "../../app/Shell";
import { useTitle } from "../../app/title";
import { Note } from "../../parts/Note";
import { teams, useFigure, useRecord, useSelf } from "../../records";
import { text } from "../../text";
import { Asking } from "./Ask";
import { useBoard } from "./address";
import { Board } from "./Board";
import { Calls } from "./Calls";
import { Cast } from "./Cast";
import { Control } from "./Control";
import { Events } from "./Events";
import { Notes } from "./Notes";
import { useRights } from "./role";
import { RunOfShow } from "./RunOfShow";
import { Stage } from "./Stage";
import { Talking } from "./Talk";
import { TeamCard } from "./TeamCard";
import { Top } from "./Top";
import { Truth } from "./Truth";
import styles from "./Facilitate.module.css";

export default function Facilitate() {
  const { team, part } = useBoard();
  const isThere = useRecord(team === null ? undefined : `team/${team}`) !== undefined;
  useTitle(text.facilitate.title);
  return (
    <Asking>
      <Talking>{team !== null && isThere ? <Board team={team} part={part} /> : <Console />}</Talking>
    </Asking>
  );
}

function Console() {
  const { isFacilitator } = useRights();
  const { role } = useSelf();
  const isEnded = useRecord("session")?.ended ?? false;
  const words = text.facilitate;
  return (
    <>
      <Skip />
      <Top />
      <main id="main" tabIndex={-1} className={styles.console} data-role={isFacilitator ? "facilitator" : "observer"}>
        <h1 className="vh">{isFacilitator ? words.title : words.overview}</h1>
        <div className={styles.left}>
          <Control />
          <RunOfShow />
          {isFacilitator && <Notes />}
          {isFacilitator && <Truth />}
        </div>
        <section className={styles.middle} aria-label={words.teams}>
          {isEnded && <Note look="plain" role="status">{words.top.ended}</Note>}
          {!isFacilitator && !isEnded && <Note look="plain">{role === "rater" ? words.ratingText : words.watchingText}</Note>}
          {isFacilitator && !isEnded && <Calls />}
          <Stage />
          <Grid />
        </section>
        {/* It scrolls, so keys must reach it where nothing in it can be focused: for those who only look. */}
        <div className={styles.right} tabIndex={isFacilitator ? undefined : 0}>
          {isFacilitator && <Events />}
          <Cast />
        </div>
      </main>
    </>
  );
}

function Grid() {
  const all = useFigure(teams, []);
  return <div className={styles.grid}>{all.map((team) => <TeamCard key={team.team} team={team} />)}</div>;
}
