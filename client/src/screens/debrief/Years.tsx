/** Each team's year, all on one scale, with what is attainable dashed and the year without any plan as a thin line. */
import { TeamMark } from "../../parts/Team";
import { format, text } from "../../text";
import type { KpiShown, Reveal } from "../../wire/types.gen";
import { type Column, pathOf, place, scaleOf, until, valueAt } from "./picture";
import styles from "./Picture.module.css";

const width = 168;
const height = 66;
const margin = 8;

export function Years({ columns, reveal, kpi, unit, week, value }: { columns: readonly Column[]; reveal: Reveal; kpi: KpiShown | null; unit: { full: string }; week: number; value: (amount: number | null) => string }) {
  const { truth, twin } = reveal;
  const words = text.debrief;
  const scale = scaleOf([...columns.map((column) => column.part.line), twin], [truth.attainable, truth.baseline]);
  const at = place(scale, width - 2 * margin, height);
  return (
    <tr className={styles.years}>
      <th scope="row">
        <span className={styles.two}><b>{kpi?.label ?? ""}</b><small>{words.kpi.unit(unit.full)}</small><small className={styles.target}>{words.kpi.target(value(truth.attainable))}</small><small>{words.kpi.twin}</small></span>
      </th>
      {columns.map((column) => {
        const line = until(column.part.line, week);
        const end = line.at(-1);
        return (
          <td key={column.team.team} data-mine={column.mine || undefined}>
            <svg className={styles.year} viewBox={`0 0 ${width} ${height + 6}`} role="img" aria-label={words.line(column.team.name, value(truth.baseline), value(valueAt(column.part.line, week)))} data-team={column.team.index % 6}>
              <g transform={`translate(${margin} 3)`}>
                <line className={styles.axis} x1={0} x2={at.x(scale.last)} y1={height} y2={height} />
                <line className={styles.start} x1={at.x(0)} x2={at.x(0)} y1={0} y2={height} />
                <line className={styles.wanted} x1={0} x2={at.x(scale.last)} y1={at.y(truth.attainable)} y2={at.y(truth.attainable)} />
                <path className={styles.twin} d={pathOf(until(twin, week), at)} />
                <path className={styles.course} d={pathOf(line, at)} />
                {end && <TeamMark index={column.team.index} x={at.x(end[0])} y={at.y(end[1])} />}
              </g>
            </svg>
            <span className="vh">{format.number(truth.baseline)}</span>
          </td>
        );
      })}
    </tr>
  );
}
