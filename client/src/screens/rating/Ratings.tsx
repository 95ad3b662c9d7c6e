/** One's ratings of all teams, one team at a time; the team that pitches now comes up by itself until one chooses. */
import { useState } from "react";
import { Button } from "../../parts/Button";
import { Head } from "../../parts/Head";
import { Icon } from "../../parts/Icon";
import { Sheet } from "../../parts/Sheet";
import { TeamName } from "../../parts/Team";
import { type See, teams, useFigure, useSelf } from "../../records";
import { text } from "../../text";
import { mayRate, ownStates, windowOf } from "./ratings";
import { Others, TeamRating } from "./TeamRating";
import styles from "./Rating.module.css";

/** Who has rated which team so far, never how; and the way to rate as well. */
function Overview({ onRate }: { onRate: () => void }) {
  const all = useFigure(teams, []);
  const words = text.rating;
  return (
    <Sheet className={styles.sheet}>
      <section aria-labelledby="ratings" className={styles.ratings}>
        <Head id="ratings">{words.overview}</Head>
        <ul className={styles.overview}>{all.map((row) => <li key={row.team}><TeamName index={row.index} name={row.name} /><Others team={row.team} /></li>)}</ul>
        <div className={styles.lock}><p className="t13 dim">{words.rateHint}</p><Button size="sm" onPress={onRate}>{words.rate}</Button></div>
      </section>
    </Sheet>
  );
}

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
  const [isRating, setRating] = useState(false);
  const hasNone = Object.values(states).every((state) => state === "none");
  if (!mayRate(role) || window === "early" || shown === undefined) return null;
  // A facilitator's teams come first; rating takes the room when it is asked for.
  if (role === "facilitator" && hasNone && !(isRating && window === "open")) return window === "open" ? <Overview onRate={() => setRating(true)} /> : null;
  return (
    <Sheet className={styles.sheet}>
      <section aria-labelledby="ratings" className={styles.ratings}>
        <Head id="ratings">{words.title}</Head>
        {window === "open" && <p className="t13 dim">{words.lead}</p>}
        <div className={styles.teams} role="group" aria-label={words.team}>
          {all.map((row) => (
            <button key={row.team} type="button" className={styles.pick} autoFocus={isRating && row.team === shown.team} aria-pressed={row.team === shown.team} onClick={() => setChosen(row.team)}>
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
