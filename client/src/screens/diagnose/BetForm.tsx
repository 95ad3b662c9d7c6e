/** My hundred points: a slider and a field for each candidate, and how many are free. */
import { useState } from "react";
import { Button } from "../../parts/Button";
import { NumberField } from "../../parts/NumberField";
import { readDraft, useDo, useFigure, useLive, useSelf, writeDraft } from "../../records";
import { text } from "../../text";
import { useAttempt } from "../shared/attempt";
import { useStanding } from "../shared/standing";
import { useTeam } from "../shared/team";
import { allPoints, candidatesOf, earlierBet, freePoints, type Points, wholePoints } from "./bets";
import styles from "./Bet.module.css";

const words = text.bet;

export function BetForm({ mine, onDone }: { mine: Points | null; onDone: () => void }) {
  const team = useTeam() ?? "-";
  const act = useDo();
  const attempt = useAttempt();
  const { canCommit } = useStanding("diagnose");
  const candidates = useFigure(candidatesOf(team), [team]);
  const before = useFigure(earlierBet(useSelf().seat, team), [team]);
  const [points, setPoints] = usePointsDraft(team, mine ?? before);
  const free = freePoints(points);

  async function placeBet() {
    const answer = await attempt.run(() => act("bet.put", { team, points: Object.fromEntries(Object.entries(points).filter(([, count]) => count > 0)) }));
    if (!answer.ok) return;
    setPoints(null);
    onDone();
  }
  return (
    <form className={styles.form} onSubmit={(event) => { event.preventDefault(); void placeBet(); }}>
      <p className="t13 dim">{words.lead}</p>
      <ul className={styles.candidates}>
        {candidates.map(({ cause, label }) => {
          const value = points[cause] ?? 0;
          const set = (next: number) => setPoints({ ...points, [cause]: wholePoints(next) });
          return (
            <li key={cause}>
              <p className={styles.label} aria-hidden="true">{label}</p>
              <input type="range" className={styles.slider} min={0} max={allPoints} step={5} value={value} aria-label={words.points(label)} onChange={(event) => set(Number(event.target.value))} />
              <NumberField label={words.points(label)} labelHidden value={value} minValue={0} maxValue={allPoints} step={1} onChange={set} className={styles.number} />
            </li>
          );
        })}
      </ul>
      <div className={styles.place}>
        <p className={styles.free} data-off={free !== 0 || undefined} role="status"><span className="num">{words.free(free)}</span></p>
        {attempt.refusal && <p className="t13 cri" role="alert">{attempt.refusal}</p>}
        <div className="row wrap">
          <Button look="go" type="submit" isDisabled={free !== 0 || !canCommit} isPending={attempt.isPending}>{words.place}</Button>
          {mine !== null && <Button onPress={() => { setPoints(null); onDone(); }}>{words.keep}</Button>}
        </div>
      </div>
    </form>
  );
}

/** What is on the sliders, kept in this browser until it is placed. */
function usePointsDraft(team: string, mine: Points | null): [Points, (points: Points | null) => void] {
  const { session } = useLive();
  const field = `bet.${team}`;
  const [draft, setDraft] = useState<Points | null>(() => readPoints(readDraft(session, field)));
  return [draft ?? mine ?? {}, (next) => {
    setDraft(next);
    writeDraft(session, field, next === null ? null : JSON.stringify(next));
  }];
}

function readPoints(kept: string | null): Points | null {
  if (kept === null) return null;
  try {
    const points: unknown = JSON.parse(kept);
    return typeof points === "object" && points !== null ? Object.fromEntries(Object.entries(points).map(([cause, count]) => [cause, wholePoints(Number(count))])) : null;
  } catch {
    return null;
  }
}
