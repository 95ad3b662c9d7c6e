/** One's ratings of all teams, one team at a time; the team that pitches now comes up by itself until one chooses. */
import { useState } from "react";
import { Head } from "../../parts/Head";
import { Icon } from "../../parts/Icon";
import { Sheet } from "../../parts/Sheet";
import { TeamName } from "../../parts/Team";
import { type See, teams, useFigure, useSelf } from "../../records";
import { text } from "../../text";
import { mayRate, ownStates, windowOf } from "./ratings";
import { TeamRating } from "./TeamRating";
import styles from "./Rating.module.css";

const pitching = (see: See) => {
  const pitch = see.get("pitch");
  return pitch === undefined || see.get("phase")?.phase !== "pitch" ? null : (pitch.order[Math.min(pitch.current, pitch.order.length - 1)] ?? null);
};

export default function Ratings() {
  const { seat, role } = useSelf();
  const all = useFigure(teams, []);
  const window = useFigure(windowOf, []);
  const now = useFigure(pitching, []);
  const states = useFigure(ownStates(seat, all.map((row) => row.team)), [seat, all]);
  const [chosen, setChosen] = useState<string | null>(null);
  const words = text.rating;
  const first = all[0]?.team ?? null;
  const shown = all.find((row) => row.team === (chosen ?? now ?? first)) ?? all[0];
  // A facilitator who rated nobody has nothing to look back at.
  const isIdle = role === "facilitator" && window !== "open" && Object.values(states).every((state) => state === "none");
  if (!mayRate(role) || window === "early" || shown === undefined || isIdle) return null;
  return (
    <Sheet className={styles.sheet}>
      <section aria-labelledby="ratings" className={styles.ratings}>
        <Head id="ratings">{words.title}</Head>
        {window === "open" && <p className="t13 dim">{words.lead}</p>}
        <div className={styles.teams} role="group" aria-label={words.team}>
          {all.map((row) => (
            <button key={row.team} type="button" className={styles.pick} aria-pressed={row.team === shown.team} onClick={() => setChosen(row.team)}>
              <TeamName index={row.index} name={row.name} />
              <span className={styles.state} data-state={states[row.team]}>{states[row.team] === "locked" && <Icon name="lock" size={12} />}{words.state[states[row.team] ?? "none"]}</span>
            </button>
          ))}
        </div>
        <h3 className="h3">{words.of(shown.name)}</h3>
        <TeamRating key={shown.team} team={shown.team} />
      </section>
    </Sheet>
  );
}
