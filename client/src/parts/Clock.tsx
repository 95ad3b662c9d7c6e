/**
 * Time left, as text: 18:42, and below it a few words. Under two minutes it takes the critical colour; the words say so too.
 *
 * The part draws what it is given. `useCountdown` in `app` gives the milliseconds, redrawn each second.
 */
import { classes } from "./classes";
import { clockText } from "../text/format";
import styles from "./Clock.module.css";

export function Clock({ leftMs, words, row, isPaused, label, className }: { leftMs: number | null; words: string; row?: boolean; isPaused?: boolean; label?: string; className?: string }) {
  return (
    <span className={classes(styles.clock, className)} data-row={row || undefined} data-paused={isPaused || undefined} data-short={leftMs !== null && leftMs < 120_000 || undefined} role="timer" aria-label={label} aria-live="off">
      <b>{leftMs === null ? "–:–" : clockText(leftMs)}</b>
      <span>{words}</span>
    </span>
  );
}
