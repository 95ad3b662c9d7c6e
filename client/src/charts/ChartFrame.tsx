/** The frame of every chart: the finding as its title, unit and level under it, the source at the foot, a table one click away. */
import { type ReactNode, useState } from "react";
import { Button } from "../parts/Button";
import { classes } from "../parts/classes";
import { DataTable } from "../parts/DataTable";
import { text } from "../text";
import styles from "./Chart.module.css";

export interface ChartTable { columns: readonly string[]; rows: readonly (readonly (string | number)[])[] }

export interface ChartFrameProps {
  /** The title states the finding. */
  finding: ReactNode;
  /** Unit and level: "Results · % of parcels". */
  unit?: ReactNode;
  source?: string;
  table?: ChartTable;
  format?: (value: number) => string;
  children: ReactNode;
  /** Beside "Show as table". */
  actions?: ReactNode;
  /** Under the plot: the reading of it. */
  reading?: ReactNode;
  isBlind?: boolean;
  className?: string;
  /** The language of what is shown, where it is not the page's. */
  lang?: string;
}

export function ChartFrame({ finding, unit, source, table, format = String, children, actions, reading, isBlind, className, lang }: ChartFrameProps) {
  const [isTable, setTable] = useState(false);
  const shown = isTable && table ? <Rows table={table} format={format} caption={finding} /> : children;
  return (
    <figure className={classes(styles.frame, className)} data-blind={isBlind || undefined}>
      <figcaption lang={lang}><b>{finding}</b>{unit && <span>{unit}</span>}</figcaption>
      {lang === undefined ? shown : <div lang={lang}>{shown}</div>}
      {reading && <div className={styles.reading}>{reading}</div>}
      {source && <p className={styles.source}>{text.charts.source(source)}</p>}
      {(table || actions) && (
        <div className={styles.actions}>
          {actions}
          {table && <Button size="sm" look="quiet" onPress={() => setTable(!isTable)}>{isTable ? text.charts.showChart : text.charts.showTable}</Button>}
        </div>
      )}
    </figure>
  );
}

function Rows({ table, format, caption }: { table: ChartTable; format: (value: number) => string; caption: ReactNode }) {
  const columns = table.columns.map((title, at) => ({
    id: String(at), title, isNumber: at > 0 && table.rows.every((row) => typeof row[at] === "number"),
    cell: (row: readonly (string | number)[]) => { const value = row[at]; return typeof value === "number" && at > 0 ? format(value) : (value ?? ""); },
  }));
  return <DataTable caption={caption} captionHidden columns={columns} rows={table.rows} rowKey={(_, at) => at} />;
}
