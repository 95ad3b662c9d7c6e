/** A plain table with a caption: figures right and tabular, words left. What every chart turns into on request. */
import type { ReactNode } from "react";
import { classes } from "./classes";
import styles from "./DataTable.module.css";

export interface Column<Row> { id: string; title: ReactNode; cell: (row: Row) => ReactNode; isNumber?: boolean }

export function DataTable<Row>({ caption, captionHidden, columns, rows, rowKey, className }: { caption: ReactNode; captionHidden?: boolean; columns: readonly Column<Row>[]; rows: readonly Row[]; rowKey: (row: Row, index: number) => string | number; className?: string }) {
  return (
    <div className={classes(styles.scroll, className)} role="region" tabIndex={0} aria-label={typeof caption === "string" ? caption : undefined}>
      <table>
        <caption className={captionHidden ? "vh" : styles.caption}>{caption}</caption>
        <thead><tr>{columns.map((column) => <th key={column.id} scope="col" data-number={column.isNumber || undefined}>{column.title}</th>)}</tr></thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={rowKey(row, index)}>
              {columns.map((column, place) => place === 0
                ? <th key={column.id} scope="row" className={styles.row} data-number={column.isNumber || undefined}>{column.cell(row)}</th>
                : <td key={column.id} data-number={column.isNumber || undefined}>{column.cell(row)}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
