/** Horizontal bars from a common zero, each with its value printed. Rows carry their label above, so it is never cut. */
import { type BarInput, barGeometry } from "./geometry";
import { useWidth } from "./useWidth";
import styles from "./Chart.module.css";

export type BarChartProps = Omit<BarInput, "width" | "letter"> & { alt: string; large?: boolean };

export default function BarChart({ alt, large, ...input }: BarChartProps) {
  const [box, width] = useWidth<HTMLDivElement>();
  return <div ref={box} className={styles.box}>{width > 0 && <Drawing {...input} alt={alt} width={width} large={large} />}</div>;
}

function Drawing({ alt, large, ...input }: BarInput & { alt: string; large?: boolean }) {
  const { width } = input;
  const out = barGeometry({ ...input, letter: large ? 8.4 : 6.7 });
  return (
    <svg className={styles.svg} data-large={large || undefined} width={width} height={out.height} viewBox={`0 0 ${width} ${out.height}`} role="img" aria-label={alt}>
      {out.rows.map((row) => (
        <g key={row.id}>
          <text className={styles.rowLabel} x={0} y={row.labelY}>{row.label}</text>
          <line className={styles.base} x1={out.base} x2={out.base} y1={row.labelY + 4} y2={(row.bars.at(-1)?.y ?? 0) + 16} />
          {row.bars.map((bar, at) => (
            <g key={at} className={styles.bar} data-accent={bar.accent || undefined} data-team={bar.team === null ? undefined : bar.team % 6}>
              <rect x={bar.x} y={bar.y} width={bar.width} height={bar.height} />
              <text x={bar.textX} y={bar.textY} textAnchor={bar.anchor}>{bar.text}</text>
            </g>
          ))}
        </g>
      ))}
      {out.target && (
        <g>
          <line className={styles.target} x1={out.target.x} x2={out.target.x} y1={4} y2={out.height - 6} />
          <text className={styles.targetLabel} x={out.target.x + (out.target.anchor === "end" ? -5 : 5)} y={12} textAnchor={out.target.anchor}>{out.target.label}</text>
        </g>
      )}
    </svg>
  );
}
