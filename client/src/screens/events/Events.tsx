/**
 * What happens to a team while it works: one slip at the top of the work, and a line for what it has put off.
 *
 * Put `<Events />` at the top of a working screen's middle. It takes no room while nothing happens, never takes the
 * focus, waits for the pointer to rest, and F6 reaches it.
 */
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { useLandmark } from "react-aria/useLandmark";
import { useAnnounce } from "../../parts/Announcer";
import { Button } from "../../parts/Button";
import { Icon } from "../../parts/Icon";
import { useFigure } from "../../records";
import { text } from "../../text";
import { useTeam } from "../shared/team";
import { arranged, eventsOf, openFrom, type TeamEvent } from "./events";
import { useAway } from "./useAway";
import { useStill } from "./useStill";
import styles from "./Events.module.css";

/** The slip comes with the first event. */
const Event = lazy(() => import("./Event"));

export function Events() {
  const team = useTeam();
  const events = useFigure(eventsOf(team ?? "-"), [team]);
  const from = useFigure(openFrom, []);
  const { away, putAway } = useAway();
  const [asked, setAsked] = useState<string | null>(null);
  const ids = useMemo(() => new Set(events.map((event) => event.inject)), [events]);
  const known = useStill(ids);
  const { open, waiting } = arranged(events.filter((event) => known.has(event.inject)), away, asked, from);
  useAnnounced(events);

  function later(event: TeamEvent) {
    putAway(event.inject);
    setAsked(null);
  }
  if (open === undefined && waiting.length === 0) return null;
  return (
    <Place>
      {open && <Suspense fallback={null}><Event key={open.inject} event={open} isAsked={open.inject === asked} onLater={() => later(open)} /></Suspense>}
      {waiting.length > 0 && (
        <ul className={styles.waiting} aria-label={text.events.waiting}>
          {waiting.map((event) => (
            <li key={event.inject}><Button size="sm" onPress={() => setAsked(event.inject)}><Icon name="mail" size={14} />{event.title}<span className={styles.state}>{text.events.waits}</span></Button></li>
          ))}
        </ul>
      )}
    </Place>
  );
}

/** The place that F6 reaches. */
function Place({ children }: { children: React.ReactNode }) {
  const ref = useRef<HTMLDivElement>(null);
  const { landmarkProps } = useLandmark({ role: "region", "aria-label": text.events.region }, ref);
  return <div {...landmarkProps} ref={ref} className={styles.events}>{children}</div>;
}

/** Each event is announced once, with its title, when it arrives. */
function useAnnounced(events: readonly TeamEvent[]): void {
  const announce = useAnnounce();
  const said = useRef<Set<string> | null>(null);
  useEffect(() => {
    const fresh = said.current === null ? [] : events.filter((event) => !said.current?.has(event.inject));
    for (const event of fresh) announce.polite(text.events.arrived(event.title));
    said.current = new Set(events.map((event) => event.inject));
  }, [events, announce]);
}
