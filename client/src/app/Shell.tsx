/**
 * The frame of a participant's screens: the top bar, the work, what the facilitator says to all.
 *
 * `Bar` is the bar alone, for screens with another middle (the facilitator's console).
 */
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from "react";
import { useAnnounce } from "../parts/Announcer";
import { Avatar, Faces } from "../parts/Avatar";
import { Button } from "../parts/Button";
import { classes } from "../parts/classes";
import { Clock } from "../parts/Clock";
import { Icon } from "../parts/Icon";
import { TeamName } from "../parts/Team";
import { crew, useFigure, useRecord, useSeatsHere, useSelf } from "../records";
import { text } from "../text";
import { Help } from "./Help";
import { addressOf, look, useLook } from "./look";
import { Messages } from "./Messages";
import { counted, type PhaseName } from "./phases";
import { useCountdown } from "./time";
import { useTitle } from "./title";
import styles from "./Shell.module.css";

const doubleClickMs = 500;

export function Bar({ where, middle, children }: { where?: ReactNode; middle?: ReactNode; children?: ReactNode }) {
  // Where this bar comes up, another one's button was a moment ago: the second press of a double click is not for our link.
  const [cameAt] = useState(() => performance.now());
  return (
    <header className={styles.bar} data-screen-only>
      <div className={styles.where}>
        <a className={styles.mark} href="/" onClick={(event) => { if (performance.now() - cameAt < doubleClickMs) event.preventDefault(); }}><span className={styles.pilcrow} aria-hidden="true">¶</span>{text.shell.name}</a>
        {where && <span className={styles.case}>{where}</span>}
      </div>
      <div className={styles.middle}>{middle}</div>
      <div className={styles.me}>{children}</div>
    </header>
  );
}

export function Skip() {
  return <a className={styles.skip} href="#main">{text.shell.skip}</a>;
}

export function Shell({ children }: { children: ReactNode }) {
  const title = useRecord("case")?.title;
  const name = useRecord("session")?.name ?? title;
  const phase = useRecord("phase")?.phase ?? "lobby";
  const main = useRef<HTMLElement>(null);
  usePhaseFocus(phase, main);
  useTitle(text.shell.phase[phase]);
  return (
    <>
      <Skip />
      <Bar where={name} middle={<Phases phase={phase} />}>
        <MyTeam />
        <PhaseClock phase={phase} />
        <Messages />
        <Help />
      </Bar>
      <Standing />
      <Moved />
      <Words />
      <Looking phase={phase} />
      <main id="main" ref={main} tabIndex={-1} className={styles.main} data-phase={phase}>{children}</main>
    </>
  );
}

/** While the clock stands, what waits and what goes on; after the end, that everything stays. */
function Standing() {
  const isRunning = useRecord("clock")?.running ?? true;
  const isEnded = useEnded();
  if (isEnded) return <p className={styles.paused}><Icon name="check" /><span>{text.shell.sessionEnded}</span></p>;
  return isRunning ? null : <p className={styles.paused}><Icon name="pause" /><span>{text.shell.pauseBegan}</span></p>;
}

/** Whether the facilitator has ended the session. */
function useEnded(): boolean {
  return useRecord("session")?.ended ?? false;
}

/** After a move to another team, where one is now: the board that one saw has become another. */
function Moved() {
  const { team } = useSelf();
  const name = useRecord(team === null ? undefined : `team/${team}`)?.name;
  const announce = useAnnounce();
  const before = useRef(team);
  const [isNew, setNew] = useState(false);
  useEffect(() => {
    if (before.current === team) return;
    setNew(before.current !== null && team !== null);
    before.current = team;
  }, [team]);
  const words = isNew && name !== undefined ? text.shell.movedTo(name) : null;
  useEffect(() => {
    if (words !== null) announce.assertive(words);
  }, [words, announce]);
  if (words === null) return null;
  return <p className={styles.paused}><Icon name="people" /><span>{words}</span><Button size="sm" onPress={() => setNew(false)}>{text.shell.close}</Button></p>;
}

const Said = lazy(() => import("./Said"));

/** What the facilitator has said, fetched once anybody has said something. */
function Words() {
  const { team } = useSelf();
  const isAny = useFigure((see) => see.keys("say").length + see.keys(`chat/${team ?? "-"}`).length > 0, [team]);
  return isAny ? <Suspense fallback={null}><Said /></Suspense> : null;
}

/** While a closed phase is looked at, which one, and the way back. */
function Looking({ phase }: { phase: PhaseName }) {
  const looked = useLook(phase);
  if (looked === null) return null;
  return (
    <p className={styles.paused} role="status">
      <Icon name="eye" /><span>{text.shell.looking(text.shell.phase[looked])}</span>
      <Button size="sm" onPress={() => look(null)}>{text.shell.lookBack(text.shell.phase[phase])}</Button>
    </p>
  );
}

/** The phases in order. Those that are done are links that only look: nobody is moved. */
function Phases({ phase }: { phase: PhaseName }) {
  const at = counted.indexOf(phase as (typeof counted)[number]);
  const looked = useLook(phase);
  return (
    <nav aria-label={text.shell.phases} className={styles.nav}>
      <ol className={styles.phases}>
        {counted.map((name, index) => (
          <li key={name} data-done={index < at || undefined} data-looked={looked === name || undefined} aria-current={index === at ? "step" : undefined}>
            {index < at
              ? <a className={styles.look} href={addressOf(name)} aria-label={text.shell.phaseDone(text.shell.phase[name])} aria-current={looked === name ? "page" : undefined} onClick={(event) => { if (event.metaKey || event.ctrlKey || event.shiftKey) return; event.preventDefault(); look(name); }}><Icon name="check" size={14} />{text.shell.phase[name]}</a>
              : <><span className={styles.number}>{index + 1}</span>{text.shell.phase[name]}</>}
          </li>
        ))}
      </ol>
      <span className={styles.short}>{at < 0 ? text.shell.phase.lobby : text.shell.phaseOf(at + 1, counted.length, text.shell.phase[phase])}</span>
    </nav>
  );
}

function MyTeam() {
  const { team: id } = useSelf();
  const team = useRecord(id === null ? undefined : `team/${id}`);
  if (id === null || team === undefined) return null;
  return <><TeamName index={team.number - 1} name={team.name} className={styles.team} /><Crew team={id} /></>;
}

/** The faces of a team: you in pen, who is away dashed. */
export function Crew({ team, agreed, size }: { team: string; agreed?: ReadonlySet<string>; size?: "sm" | "md" }) {
  const self = useSelf();
  const people = useFigure(crew(team), [team]);
  const here = useSeatsHere();
  return (
    <Faces className={styles.faces}>
      {people.map(({ seat, name }) => {
        const isMe = seat === self.seat;
        const isAway = !isMe && !here.includes(seat);
        const isAgreed = agreed?.has(seat) ?? false;
        const state = [isMe ? text.shell.you : isAway ? text.shell.away : text.shell.here, isAgreed && text.shell.agreed].filter(Boolean).join(", ");
        return <Avatar key={seat} name={name} label={`${name} (${state})`} size={size} isMe={isMe} isAway={isAway} isAgreed={isAgreed} />;
      })}
    </Faces>
  );
}

/** The phase's clock; it speaks at five minutes and at one. */
export function PhaseClock({ phase, className }: { phase: PhaseName; className?: string }) {
  const ends = useRecord("phase")?.ends_due;
  const isRunning = useRecord("clock")?.running ?? true;
  const isEnded = useEnded();
  const left = useCountdown(ends);
  const announce = useAnnounce();
  const minutes = left === null || !isRunning ? null : Math.ceil(left / 60_000);
  const before = useRef(minutes);
  useEffect(() => {
    if (minutes !== null && before.current !== null && minutes < before.current && (minutes === 5 || minutes === 1)) announce.polite(text.shell.minutesLeft(minutes));
    before.current = minutes;
  }, [minutes, announce]);
  const wasRunning = useRef(isRunning);
  useEffect(() => {
    if (wasRunning.current !== isRunning) announce.assertive(isEnded ? text.shell.sessionEnded : isRunning ? text.shell.pauseEnded : text.shell.pauseBegan);
    wasRunning.current = isRunning;
  }, [isRunning, isEnded, announce]);
  if (isEnded || (left === null && isRunning)) return null;
  const words = !isRunning ? text.shell.pausedShort : phase === "lobby" ? text.shell.untilStart : left !== null && left < 0 ? text.shell.over : text.shell.left;
  return <Clock leftMs={left} words={words} isPaused={!isRunning} label={text.shell.timeLeft} className={classes(styles.clock, className)} />;
}

/** A new phase is said aloud. Focus goes to the work only if the place that had it is gone. */
function usePhaseFocus(phase: PhaseName, main: { current: HTMLElement | null }): void {
  const announce = useAnnounce();
  const before = useRef(phase);
  useEffect(() => {
    if (before.current === phase) return;
    before.current = phase;
    announce.assertive(text.shell.phaseNow(text.shell.phase[phase]));
    const timer = setTimeout(() => {
      if (document.activeElement === null || document.activeElement === document.body) main.current?.focus({ preventScroll: true });
      main.current?.scrollTo({ top: 0 });
    }, 50);
    return () => clearTimeout(timer);
  }, [phase, announce, main]);
}
