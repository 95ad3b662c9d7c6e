/** How far raters agree, row by row, for facilitators: a score by people means little until it is known. */
import { DataTable } from "../../parts/DataTable";
import { Head } from "../../parts/Head";
import { useRecord } from "../../records";
import { format, text } from "../../text";
import styles from "./Scores.module.css";

export function Agreement() {
  const agreement = useRecord("agreement");
  if (agreement === undefined) return null;
  const words = text.score.agreement;
  const rows = Object.entries(agreement.rows).map(([row, one]) => ({ row, ...one }));
  const share = (part: number | null) => (part === null ? "–" : format.percent(part * 100));
  const isAny = rows.some(({ pairs }) => pairs > 0);
  return (
    <section className={styles.agreement}>
      <Head end={words.only}>{words.title}</Head>
      {!isAny ? <p className="t13 dim">{words.none}</p> : (
        <>
          <DataTable
            caption={words.title} captionHidden rows={rows} rowKey={(one) => one.row}
            columns={[
              { id: "row", title: words.row, cell: (one) => text.score.row[one.row] ?? one.row },
              { id: "pairs", title: words.pairs, isNumber: true, cell: (one) => format.number(one.pairs, 0) },
              { id: "exact", title: words.exact, isNumber: true, cell: (one) => share(one.exact) },
              { id: "adjacent", title: words.adjacent, isNumber: true, cell: (one) => share(one.adjacent) },
              { id: "kappa", title: words.kappa, isNumber: true, cell: (one) => (one.kappa === null ? "–" : format.fixed(one.kappa, 2)) },
            ]}
          />
          <p className="t12 faint">{words.hint}</p>
        </>
      )}
    </section>
  );
}
