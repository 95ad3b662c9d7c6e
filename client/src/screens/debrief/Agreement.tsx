/** How far raters agree, row by row, for facilitators: a score by people means little until it is known. */
import { DataTable } from "../../parts/DataTable";
import { Head } from "../../parts/Head";
import { TeamName } from "../../parts/Team";
import { type TeamRow, teams, useFigure, useRecord } from "../../records";
import { format, text } from "../../text";
import { type Given as GivenRating, given, rows as judged, type Row } from "../rating/ratings";
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
      <Given />
    </section>
  );
}

/** Who rated how, with their notes: what there is to talk about where ratings lie apart. */
function Given() {
  const all = useFigure(given, []);
  const rows = useFigure(teams, []);
  const words = text.score.agreement;
  if (all.length === 0) return null;
  const level = (one: GivenRating, row: Row) => one.rating.levels[row] ?? "–";
  return (
    <DataTable
      caption={words.given} rows={all} rowKey={(one) => one.key}
      columns={[
        { id: "team", title: words.team, cell: (one) => <Mark team={rows.find((row) => row.team === one.team)} /> },
        { id: "name", title: words.rater, cell: (one) => <>{one.name}{!one.rating.locked && <small className={styles.unlocked}>{words.unlocked}</small>}</> },
        ...judged.map((row) => ({ id: row, title: text.score.row[row] ?? row, isNumber: true, cell: (one: GivenRating) => level(one, row) })),
        { id: "notes", title: words.notes, cell: (one) => <span className={styles.notes}>{judged.flatMap((row) => one.rating.notes[row] ?? []).filter(Boolean).map((note) => <span key={note}>{note}</span>)}</span> },
      ]}
    />
  );
}

function Mark({ team }: { team: TeamRow | undefined }) {
  return team ? <TeamName index={team.index} name={team.name} /> : null;
}
