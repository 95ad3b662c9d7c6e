/** An exhibit's table drawn as its author asked: the first column gives the labels or the x axis, the others are series. */
import { useLang } from "../records";
import { format } from "../text";
import type { Chart, Table } from "../wire/types.gen";
import { BarChart, LineChart } from "./lazy";
import { ChartFrame } from "./ChartFrame";

export function TableChart({ table, chart, alt, source, height, actions }: { table: Table; chart: Chart; alt?: string; source?: string; height?: number; actions?: React.ReactNode }) {
  const says = alt || chart.finding;
  return (
    <ChartFrame finding={chart.finding} unit={chart.unit} lang={useLang()} source={source} table={table} format={format.number} actions={actions}>
      {chart.form === "line"
        ? <LineChart alt={says} height={height} format={format.number} {...linesOf(table)} />
        : <BarChart alt={says} format={format.number} bars={barsOf(table)} />}
    </ChartFrame>
  );
}

/** The first series is the one that is talked about. */
export function linesOf(table: Table) {
  const series = table.columns.slice(1).map((label, at) => ({
    id: String(at), label, accent: at === 0,
    points: table.rows.flatMap((row, x) => (typeof row[at + 1] === "number" ? [[x, row[at + 1] as number] as const] : [])),
  }));
  return { series, xTicks: table.rows.map((row, at) => ({ at, text: String(row[0] ?? "") })) };
}

export function barsOf(table: Table) {
  return table.rows.map((row, at) => ({
    id: String(at), label: String(row[0] ?? ""),
    values: table.columns.slice(1).flatMap((label, place) => (typeof row[place + 1] === "number" ? [{ label, value: row[place + 1] as number, accent: place === 0 }] : [])),
  }));
}
