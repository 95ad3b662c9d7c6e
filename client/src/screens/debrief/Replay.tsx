/** The year again: play, stop, or any month by hand. With reduced motion it steps month by month. */
import { useEffect, useState } from "react";
import { Button } from "../../parts/Button";
import { Icon } from "../../parts/Icon";
import { text } from "../../text";
import { monthOfWeek, weekOfMonth } from "./picture";
import styles from "./Picture.module.css";

const last = weekOfMonth(12);

export function Replay({ week, onWeek }: { week: number; onWeek: (week: number) => void }) {
  const [isPlaying, setPlaying] = useState(false);
  const month = monthOfWeek(week);
  useEffect(() => {
    if (!isPlaying) return;
    if (week >= last) return setPlaying(false);
    const isCalm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const timer = setTimeout(() => onWeek(isCalm ? weekOfMonth(month + 1) : week + 1), isCalm ? 1_400 : 150);
    return () => clearTimeout(timer);
  }, [isPlaying, week, month, onWeek]);
  function play() {
    if (isPlaying) return setPlaying(false);
    if (week >= last) onWeek(weekOfMonth(0));
    setPlaying(true);
  }
  const words = text.debrief;
  return (
    <footer className={styles.replay} data-screen-only>
      <Button look="go" size="lg" icon className={styles.play} aria-label={isPlaying ? words.stop : words.play} onPress={play}><Icon name={isPlaying ? "pause" : "play"} size={20} /></Button>
      <div className={styles.track}>
        <input type="range" className={styles.range} min={0} max={12} step={1} value={month} aria-label={words.monthLabel} aria-valuetext={words.month(month)} onChange={(event) => { setPlaying(false); onWeek(weekOfMonth(Number(event.target.value))); }} />
        <div className={styles.ticks} aria-hidden="true">{Array.from({ length: 13 }, (_, tick) => <span key={tick} data-now={tick === month || undefined}>{tick}</span>)}</div>
      </div>
      <p className={styles.monthNow} aria-hidden="true">{words.month(month)}</p>
    </footer>
  );
}
