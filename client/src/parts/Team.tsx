/**
 * A team's mark and name. Colour never stands alone: a shape and the name travel with it.
 *
 * There are six marks. A seventh team wears the first again with a 2 in it, and so on. `index` counts teams from 0.
 */
import { classes } from "./classes";
import styles from "./Team.module.css";

const shapes = [
  <circle cx="7" cy="7" r="6" />,
  <path d="M7 1l6.5 11.5h-13z" />,
  <rect x="1.5" y="1.5" width="11" height="11" />,
  <path d="M7 0l7 7-7 7-7-7z" />,
  <path d="M3.6 1h6.8L14 7l-3.6 6H3.6L0 7z" />,
  <path d="M5 .5h4V5h4.5v4H9v4.5H5V9H.5V5H5z" />,
];

export function TeamGlyph({ index, size = 14 }: { index: number; size?: number }) {
  const turn = Math.floor(index / shapes.length) + 1;
  return (
    <svg className={styles.glyph} data-team={index % shapes.length} viewBox="0 0 14 14" width={size} height={size} aria-hidden="true">
      {shapes[index % shapes.length]}
      {turn > 1 && <text x="7" y="10" textAnchor="middle" className={styles.turn}>{turn}</text>}
    </svg>
  );
}

export function TeamName({ index, name, className }: { index: number; name: string; className?: string }) {
  return <span className={classes(styles.team, className)} data-team={index % shapes.length}><TeamGlyph index={index} /><bdi>{name}</bdi></span>;
}

/** The glyph as an end mark in a chart, centred on a point. */
export function TeamMark({ index, x, y }: { index: number; x: number; y: number }) {
  return <g className={styles.glyph} data-team={index % shapes.length} transform={`translate(${x - 5} ${y - 5}) scale(${10 / 14})`}>{shapes[index % shapes.length]}</g>;
}
