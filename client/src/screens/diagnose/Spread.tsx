/** The team's bet, the most points first, each beside one's own; every figure is printed, and a table stands for the bars. */
import { useState } from "react";
import { Button } from "../../parts/Button";
import { DataTable } from "../../parts/DataTable";
import { useLang } from "../../records";
import { format, text } from "../../text";
import type { SpreadRow } from "./bets";
import styles from "./Bet.module.css";

const words = text.bet;

export function Spread({ rows, seats }: { rows: readonly SpreadRow[]; seats: number }) {
  const [isTable, setTable] = useState(false);
  const lang = useLang();
  return (
    <div className={styles.spread}>
      <div><h3 className="h4">{words.spread}</h3><p className="t12 faint">{words.spreadLead(seats)}</p></div>
      {isTable
        ? (
          <DataTable caption={words.spread} captionHidden rows={rows} rowKey={(row) => row.cause} columns={[
            { id: "candidate", title: words.candidate, cell: (row) => row.label },
            { id: "team", title: words.team, isNumber: true, cell: (row) => format.number(row.points) },
            { id: "you", title: words.you, isNumber: true, cell: (row) => (row.mine === null ? "–" : row.mine) },
          ]} />
        )
        : (
          <ol className={styles.bars}>
            {rows.map((row) => (
              <li key={row.cause}>
                <p className={styles.label} lang={lang}>{row.label}</p>
                <span className={styles.bar} aria-hidden="true"><i style={{ inlineSize: `${row.points}%` }} />{row.mine !== null && <b style={{ insetInlineStart: `${row.mine}%` }} />}</span>
                <span className={styles.figure}><b className="num">{format.number(row.points, 0)}</b>{row.mine !== null && <span className="t12 faint num">{words.yours(row.mine)}</span>}</span>
              </li>
            ))}
          </ol>
        )}
      <Button size="sm" look="quiet" onPress={() => setTable(!isTable)}>{isTable ? text.charts.showChart : text.charts.showTable}</Button>
    </div>
  );
}
