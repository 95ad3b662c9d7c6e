/** One chosen metric over the year: its readings so far, the target, the control group; the title says what they say. */
import { ChartFrame, LineChart } from "../../charts";
import { Icon } from "../../parts/Icon";
import { format, text } from "../../text";
import { isPossible, reading } from "../measure/units";
import { storyOf } from "./findings";
import { lineOf, titleOf } from "./words";
import type { Measured } from "./year";
import styles from "./Charts.module.css";

const yearTicks = [-26, 0, 13, 26, 39, 52];
const icons = { pos: "check", cri: "warning", flat: "arrow" } as const;

export function SeriesChart({ measured, month, isOver, height = 190 }: { measured: Measured; month: number; isOver: boolean; height?: number }) {
  const { label, unit, good, level, metric, series } = measured;
  const points = series?.points ?? [];
  const control = series?.control ?? [];
  // A target that the unit cannot hold would press the line flat, and nothing comes nearer to it.
  const target = metric.target !== null && isPossible(metric.target, unit) ? metric.target : null;
  const story = storyOf({ points, control, baseline: series?.baseline ?? null, good, target });
  const about = { label, unit, good, target: metric.target, dueMonth: metric.month, month, isOver };
  const title = titleOf(story, about);
  const line = lineOf(story, about);
  const last = points.at(-1)?.[1];
  const first = Math.min(0, points[0]?.[0] ?? 0);
  const rows = points.map(([week, value]) => [text.run.week(week), value, ...(control.length > 0 ? [control.find(([at]) => at === week)?.[1] ?? ""] : [])]);
  return (
    <ChartFrame
      className={styles.chart}
      finding={title}
      unit={text.run.level(text.measure.level[level], unit)}
      table={points.length > 0 ? { columns: [text.run.weekColumn, text.run.value, ...(control.length > 0 ? [text.run.control] : [])], rows } : undefined}
      format={(value) => format.number(value, 1)}
      reading={<p className={styles.reading} data-tone={line.tone}><Icon name={icons[line.tone]} size={14} />{line.words}</p>}
    >
      <LineChart
        alt={`${title}. ${line.words}`}
        height={height}
        format={(value) => format.number(value, 1)}
        x={[first < 0 ? -26 : 0, 52]}
        xTicks={yearTicks.filter((week) => week >= first).map((week) => ({ at: week, text: format.number(Math.round((week * 12) / 52), 0) }))}
        series={[
          ...(control.length > 0 ? [{ id: "control", label: text.run.controlEnd(reading(control.at(-1)?.[1] ?? 0, unit)), points: control }] : []),
          { id: "own", label: last === undefined ? "" : text.run.lastEnd(reading(last, unit), story.readings > 1), points, accent: true },
        ]}
        target={target === null ? undefined : { value: target, label: text.charts.target(reading(target, unit)) }}
        events={first < 0 ? [{ at: 0, label: text.run.start }] : []}
      />
    </ChartFrame>
  );
}
