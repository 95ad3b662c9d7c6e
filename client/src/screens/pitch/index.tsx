/** Pitch: two minutes a team, in an order that was drawn. The facilitator calls; everybody else listens, with their card at hand. */
import { lazy, Suspense, useEffect, useRef } from "react";
import { useCountdown } from "../../app/time";
import { useAnnounce } from "../../parts/Announcer";
import { Button } from "../../parts/Button";
import { classes } from "../../parts/classes";
import { Clock } from "../../parts/Clock";
import { Head } from "../../parts/Head";
import { Icon } from "../../parts/Icon";
import { Note } from "../../parts/Note";
import { TeamGlyph, TeamName } from "../../parts/Team";
import { useDo, useFigure, useRecord, useSelf } from "../../records";
import { text } from "../../text";
import { Events } from "../events";
import { useAttempt } from "../shared/attempt";
import { mayRate } from "../rating/ratings";
import { useTeam } from "../shared/team";
import { PitchCard } from "./PitchCard";
import { type Turn, turns } from "./pitching";
import styles from "./Pitch.module.css";

/** For those who look at a team's pitch to rate it. */
const TeamRating = lazy(() => import("../rating/TeamRating").then((found) => ({ default: found.TeamRating })));

export default function Pitch() {
  const team = useTeam();
  const name = useRecord(team === null ? undefined : `team/${team}`)?.name ?? "";
  const order = useFigure(turns, []);
  const { team: own, role } = useSelf();
  return (
    <div className={styles.pitch}>
      <div className={styles.middle}>
        <Events />
        <Floor order={order} team={own} />
        {team !== null && <PitchCard team={team} title={team === own ? text.pitch.card : text.pitch.cardOf(name)} />}
      </div>
      <aside className={styles.right}>
        <Order order={order} team={own} />
        {team !== null && mayRate(role) && <section className={styles.rating}><Head>{text.rating.of(name)}</Head><Suspense fallback={null}><TeamRating key={team} team={team} /></Suspense></section>}
      </aside>
    </div>
  );
}

/** Who has the floor, and how much of the two minutes is left. */
function Floor({ order, team }: { order: readonly Turn[]; team: string | null }) {
  const words = text.pitch;
  const pitch = useRecord("pitch");
  const isRunning = useRecord("clock")?.running ?? true;
  const left = useCountdown(pitch?.ends_due);
  const now = order.find(({ state }) => state === "now");
  const next = order.find(({ state }) => state === "next");
  const isMine = now !== undefined && now.team === team;
  useCalled(now, isMine);
  const isOver = pitch !== undefined && pitch.current >= pitch.order.length;
  return (
    <header className={styles.floor}>
      <div>
        <p className="t13 dim">{isOver ? words.title : now ? words.now : words.title}</p>
        <h1 className="h1">{isOver ? words.over : now ? <span className={styles.name} data-team={now.index % 6}><TeamGlyph index={now.index} size={14} />{isMine ? words.yours : now.name}</span> : words.title}</h1>
        <p className={styles.hint}>{isOver ? words.overHint : isMine ? words.yoursHint : now ? words.watch(now.name) : words.waiting} {next && (next.team === team ? words.youNext : words.nextUp(next.name))}</p>
      </div>
      {now && left !== null && <Clock leftMs={left} label={text.shell.timeLeft} words={!isRunning ? text.shell.paused : left < 0 ? text.shell.over : text.shell.left} className={classes(styles.clock, left < 0 && styles.past)} />}
    </header>
  );
}

/** A new team is called: said aloud once. */
function useCalled(now: Turn | undefined, isMine: boolean): void {
  const announce = useAnnounce();
  const before = useRef(now?.team);
  useEffect(() => {
    if (now !== undefined && before.current !== now.team) announce.assertive(isMine ? text.pitch.yours : `${text.pitch.now}: ${now.name}.`);
    before.current = now?.team;
  }, [now, isMine, announce]);
}

function Order({ order, team }: { order: readonly Turn[]; team: string | null }) {
  const words = text.pitch;
  const { role } = useSelf();
  return (
    <section className={styles.order}>
      <Head>{words.order}</Head>
      <ol>
        {order.map((turn, at) => (
          <li key={turn.team} data-state={turn.state} aria-current={turn.state === "now" ? "step" : undefined}>
            <span className={styles.place}>{turn.state === "done" ? <Icon name="check" size={14} /> : at + 1}</span>
            <TeamName index={turn.index} name={turn.name} />
            <span className="t12 faint">{[turn.team === team && words.you, turn.state === "now" ? words.current : turn.state === "done" ? words.done : ""].filter(Boolean).join(", ")}</span>
          </li>
        ))}
      </ol>
      <p className="t13 dim">{words.lead}</p>
      {role === "facilitator" && <Call isOver={order.every(({ state }) => state === "done")} />}
    </section>
  );
}

function Call({ isOver }: { isOver: boolean }) {
  const act = useDo();
  const attempt = useAttempt();
  return (
    <>
      <Button look="go" isDisabled={isOver} isPending={attempt.isPending} onPress={() => void attempt.run(() => act("pitch.next", {}))}>{text.pitch.call}</Button>
      {attempt.refusal && <Note look="cri" role="status">{attempt.refusal}</Note>}
    </>
  );
}
