/**
 * An exhibit as a document of the case: its text in reading type, its chart or table under it, who pinned it to what in the
 * margin. Nothing in it can be changed.
 */
import { lazy, Suspense, useRef } from "react";
import { TableChart } from "../../charts";
import { Avatar } from "../../parts/Avatar";
import { DataTable } from "../../parts/DataTable";
import { ExhibitTag } from "../../parts/ExhibitTag";
import { Doc } from "../../parts/Sheet";
import { firstName, nameOf, useFigure, useLang, useRecord } from "../../records";
import { format, loadWords, text } from "../../text";
import type { EvidenceShown, Table } from "../../wire/types.gen";
import { type Pin, pinnedFrom } from "../diagnose/cards";
import { useTeam } from "../shared/team";
import { Letter } from "./Letter";
import { passageOf } from "./passages";
import { useUnderlined } from "./useUnderlined";
import styles from "./Evidence.module.css";

const words = text.evidence;
const Attached = lazy(() => loadWords("later").then(() => import("./Attached")));

export function Document({ tag, shown, isMain }: { tag: string; shown: EvidenceShown; isMain?: boolean }) {
  const body = useRef<HTMLDivElement>(null);
  const lang = useLang();
  const team = useTeam() ?? "-";
  const quoted = useFigure((see) => (isMain ? pinnedFrom(team, tag)(see).flatMap((pin) => passageOf(pin.note) ?? []) : []), [team, tag, isMain]);
  useUnderlined(body, quoted);
  return (
    <Doc className={styles.document} aria-label={`${tag} ${shown.title}`} data-document={isMain ? tag : undefined} data-main={isMain || undefined}>
      <header className={styles.docHead} lang={lang}>
        {!isMain && <ExhibitTag tag={tag} size="lg" />}
        <h2 className="h2">{shown.kind === "interview" ? `“${shown.title}”` : shown.title}</h2>
        {shown.source && <p className="t13 dim">{shown.source}</p>}
      </header>
      <div ref={body} className={styles.body} data-chart-first={shown.kind === "chart" || shown.kind === "table" || undefined}>
        {(shown.image || shown.recording) && <Suspense fallback={<Place shown={shown} />}><Attached shown={shown} /></Suspense>}
        {shown.body && <Letter source={shown.body} className="read" />}
        {shown.table && <Data title={shown.title} table={shown.table} shown={shown} />}
      </div>
      {isMain && <Margin tag={tag} />}
    </Doc>
  );
}

/** The place of a picture, kept until it is drawn, so that the text under it does not jump. */
function Place({ shown: { image } }: { shown: EvidenceShown }) {
  return image && image.width !== null && image.height !== null ? <div style={{ aspectRatio: `${image.width} / ${image.height}`, maxInlineSize: image.width }} /> : null;
}

function Data({ title, table, shown }: { title: string; table: Table; shown: EvidenceShown }) {
  const lang = useLang();
  if (shown.chart) return <div className={styles.data}><TableChart table={table} chart={shown.chart} alt={shown.alt} /></div>;
  const columns = table.columns.map((name, at) => ({
    id: String(at), title: name, isNumber: at > 0 && table.rows.every((row) => typeof row[at] === "number"),
    cell: (row: Table["rows"][number]) => { const value = row[at]; return typeof value === "number" ? format.number(value, 2) : value; },
  }));
  return <div className={styles.data} lang={lang}><DataTable caption={title} captionHidden columns={columns} rows={table.rows} rowKey={(_, at) => at} /></div>;
}

function Margin({ tag }: { tag: string }) {
  const team = useTeam() ?? "-";
  const pins = useFigure(pinnedFrom(team, tag), [team, tag]);
  if (pins.length === 0) return null;
  return <aside className={styles.margin} aria-label={words.pinsHere}>{pins.map((pin) => <Pinned key={pin.key} pin={pin} />)}</aside>;
}

function Pinned({ pin }: { pin: Pin }) {
  const team = useTeam() ?? "-";
  const name = useFigure(nameOf(pin.by), [pin.by]);
  const claim = useRecord(`claim/${team}/${pin.claim}`);
  if (claim === undefined) return null;
  return (
    <div className={styles.pinned}>
      <p className={styles.pinnedBy}><Avatar name={name} size="xs" />{words.pinned(firstName(name))}</p>
      <p className="t12 faint">{pin.stance === "supports" ? `+ ${words.supports}` : `− ${words.contradicts}`}</p>
      <p dir="auto" className={styles.pinnedTo}>{claim.text}</p>
      {pin.note && <p dir="auto" className={styles.pinnedNote}>{pin.note}</p>}
    </div>
  );
}
