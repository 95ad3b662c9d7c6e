/** Lines over time, labelled at their ends: one in the accent, the others grey, a dashed target, dotted events. */
import { TeamMark } from "../parts/Team";
import { type LineInput, lineGeometry } from "./geometry";
import { useWidth } from "./useWidth";
import styles from "./Chart.module.css";

export type LineChartProps = Omit<LineInput, "width" | "height" | "letter"> & {
  height?: number;
  /** What a screen reader hears: the finding, in words. */
  alt: string;
  /** Larger text, for the projector. */
  large?: boolean;
};

export default function LineChart({ height = 200, alt, large, ...input }: LineChartProps) {
  const [box, width] = useWidth<HTMLDivElement>();
  return <div ref={box} className={styles.box} style={{ minHeight: height }}>{width > 0 && <Drawing {...input} alt={alt} width={width} height={height} large={large} />}</div>;
}

function Drawing({ alt, large, ...input }: LineInput & { alt: string; large?: boolean }) {
  const { width, height } = input;
  const out = lineGeometry({ ...input, letter: large ? 8.4 : 6.7 });
  return (
    <svg className={styles.svg} data-large={large || undefined} width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={alt}>
      {out.yTicks.map((tick) => (
        <g key={tick.text}>
          {!tick.isBase && <line className={styles.grid} x1={0} x2={width} y1={tick.y} y2={tick.y} />}
          <text x={width} y={tick.y - 4} textAnchor="end">{tick.text}</text>
        </g>
      ))}
      <line className={styles.base} x1={0} x2={width} y1={out.base} y2={out.base} />
      {out.xTicks.map((tick) => <text key={tick.x} x={tick.x} y={out.bottom + 16} textAnchor="middle">{tick.text}</text>)}
      {out.events.map((event) => (
        <g key={event.label}>
          <line className={styles.event} x1={event.x} x2={event.x} y1={out.top} y2={out.bottom} />
          <text className={styles.label} x={event.x + (event.anchor === "end" ? -5 : 5)} y={out.top - 5} textAnchor={event.anchor}>{event.label}</text>
        </g>
      ))}
      {out.target && (
        <g>
          <line className={styles.target} x1={0} x2={out.right} y1={out.target.y} y2={out.target.y} />
          <text className={styles.targetLabel} x={out.target.labelX} y={out.target.labelY}>{out.target.label}</text>
        </g>
      )}
      {out.lines.map((one) => (
        <g key={one.id} className={styles.series} data-accent={one.accent || undefined} data-team={one.team === null ? undefined : one.team % 6} data-dashed={one.dashed || undefined}>
          <path d={one.path} />
          {one.end && (one.team === null ? <circle cx={one.end.x} cy={one.end.y} r={4} /> : <TeamMark index={one.team} x={one.end.x} y={one.end.y} />)}
          {one.end && Math.abs(one.labelY - 4 - one.end.y) > 7 && <line className={styles.leader} x1={one.end.x + 5} y1={one.end.y} x2={one.labelX - 1} y2={one.labelY - 4} />}
          {one.end && <text x={one.labelX} y={one.labelY}>{one.label}</text>}
        </g>
      ))}
    </svg>
  );
}
