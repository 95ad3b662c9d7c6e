/** A row of the debrief's table: its head, and a cell for each team. */
import type { ReactNode } from "react";
import type { Column } from "./picture";

export interface Row { id: string; head: ReactNode; cell: (column: Column) => ReactNode }

export function Cells({ row, columns, strong }: { row: Row; columns: readonly Column[]; strong?: boolean }) {
  return (
    <tr data-strong={strong || undefined}>
      <th scope="row">{row.head}</th>
      {columns.map((column) => <td key={column.team.team} data-mine={column.mine || undefined}>{row.cell(column)}</td>)}
    </tr>
  );
}
