/**
 * What was really wrong and who saw it: one table, teams beside each other, one's own first.
 *
 * It is a table in the markup too: each row a cause or a figure, each column a team. The same picture stands in a
 * participant's debrief, on the console and on the projector.
 */
import { type CSSProperties, type ReactNode, useState } from "react";
import { Empty } from "../../parts/Note";
import { Icon } from "../../parts/Icon";
import { TeamName } from "../../parts/Team";
import { type See, useFigure, useLang, useRecord, useSelf } from "../../records";
import { format, text } from "../../text";
import type { RevealedCause } from "../../wire/types.gen";
import { Cells, type Row } from "./Cells";
import { Standing } from "./Standing";
import { Years } from "./Years";
import { type Column, columns, inOrder, isReached, monthOfWeek, unitOf, valueAt, weekOfMonth } from "./picture";
import { Replay } from "./Replay";
import { ScoreRows } from "./ScoreRows";
import styles from "./Picture.module.css";

const kpiOf = (kpi: string | undefined) => (see: See) => see.get("brief")?.kpis.find((one) => one.kpi === kpi) ?? null;

export function Picture({ level = 1, large }: { level?: 1 | 2; large?: boolean }) {
  const reveal = useRecord("reveal/case");
  const known = useRecord("case");
  const { team: mine } = useSelf();
  const all = useFigure(columns(mine), [mine]);
  const kpi = useFigure(kpiOf(reveal?.truth.kpi), [reveal?.truth.kpi]);
  const [week, setWeek] = useState(weekOfMonth(12));
  const words = text.debrief;
  const Title = `h${level}` as const;
  if (reveal === undefined || known === undefined) return <Empty title={words.soon} className={styles.soon}><span role="status">{words.soonText}</span></Empty>;

  const { truth } = reveal;
  const { real, decoys } = inOrder(truth.causes);
  const top = Math.max(...real.map((cause) => cause.share), 0.01);
  const unit = unitOf(kpi?.unit ?? "");
  const value = (amount: number | null) => (amount === null ? "–" : [format.fixed(amount), unit.short].filter(Boolean).join("\u00a0"));
  const month = monthOfWeek(week);
  const money = (amount: number) => format.moneyShort(amount, known.currency);
  const percent = (amount: number | null) => (amount === null ? null : format.percent(amount));

  const cause = (one: RevealedCause): Row => ({
    id: one.cause,
    head: <CauseHead cause={one} top={top} />,
    cell: (column) => one.decoy ? <Fell points={column.part.bet[one.cause]} /> : <Standing is={column.part.causes[one.cause] ?? "missed"} points={column.part.bet[one.cause]} />,
  });
  return (
    <div className={styles.picture} data-picture data-large={large || undefined} style={{ "--teams": all.length } as CSSProperties}>
      <header className={styles.head}>
        <div><Title className={level === 1 ? "h1" : "h2"}>{words.title}</Title><p className={styles.sub}>{known.title} · {words.sub(all.length)}</p></div>
        <Key />
      </header>
      <div className={styles.scroll} role="region" tabIndex={0} aria-label={words.scroll}>
        <table className={styles.table}>
          <caption className="vh">{words.caption}</caption>
          <thead><tr><td className={styles.corner} />{all.map((column) => <TeamHead key={column.team.team} column={column} />)}</tr></thead>
          <tbody>
            <Years columns={all} reveal={reveal} kpi={kpi} unit={unit} week={week} value={value} />
            <Cells strong columns={all} row={{ id: "end", head: words.month(month), cell: (column) => {
              const now = valueAt(column.part.line, week);
              const isThere = now !== null && kpi !== null && isReached(now, truth.attainable, kpi.good);
              return <span className={styles.end}><b>{value(now)}</b>{isThere && <span className={styles.reached}><Icon name="check" size={14} />{words.reached}</span>}</span>;
            } }} />
          </tbody>
          <tbody>{real.map((one) => <Cells key={one.cause} columns={all} row={cause(one)} />)}</tbody>
          <tbody className={styles.decoys}>
            {decoys.map((one) => <Cells key={one.cause} columns={all} row={cause(one)} />)}
            <Cells columns={all} row={{ id: "spent", head: words.money, cell: ({ part }) => part.spent_on_decoys > 0 ? <span className={styles.fell}><Icon name="close" />{money(part.spent_on_decoys)}</span> : <span className={styles.none}>{words.noMoney}</span> }} />
          </tbody>
          <tbody>
            <Cells columns={all} row={{ id: "bet", head: <Two big={words.bet} small={words.betHint} />, cell: ({ part }) => part.calibration === null ? <span className={styles.none}>{words.noBet}</span> : <Bar amount={part.calibration} max={100} words={format.number(part.calibration, 0)} /> }} />
            <Cells columns={all} row={{ id: "gap", head: words.gap, cell: ({ part }) => <Bar amount={part.gap_closed * 100} max={100} words={format.percent(part.gap_closed * 100)} /> }} />
            <Cells columns={all} row={{ id: "claimed", head: <Two big={words.claimed} small={words.claimedHint} />, cell: ({ part }) => percent(part.claimed_roi_percent) ?? <span className={styles.none}>{words.nothingClaimed}</span> }} />
            <Cells strong columns={all} row={{ id: "actual", head: <Two big={words.actual} small={words.actualHint} />, cell: ({ part }) => <b>{percent(part.roi_percent) ?? "–"}</b> }} />
          </tbody>
          <ScoreRows columns={all} canOpen={!large} />
        </table>
      </div>
      <Replay week={week} onWeek={setWeek} />
    </div>
  );
}

function TeamHead({ column }: { column: Column }) {
  return <th scope="col" className={styles.team} data-mine={column.mine || undefined}><TeamName index={column.team.index} name={column.team.name} />{column.mine && <span className={styles.mine}>{text.debrief.you}</span>}</th>;
}

function Key() {
  const words = text.debrief.key;
  return (
    <ul className={styles.key}>
      <li><i className={styles.keyBar} aria-hidden="true" />{words.share}</li>
      <li><Standing is="treated" bare />{words.treated}</li>
      <li><Standing is="found" bare />{words.found}</li>
      <li><Standing is="missed" bare />{words.missed}</li>
    </ul>
  );
}

function CauseHead({ cause, top }: { cause: RevealedCause; top: number }) {
  const words = text.debrief;
  return (
    <span className={styles.cause}>
      <span className={styles.share} aria-hidden="true">{!cause.decoy && <i style={{ inlineSize: `${(cause.share / top) * 100}%` }} />}</span>
      <span className={styles.percent}>{format.percent(cause.decoy ? 0 : cause.share * 100)}</span>
      <span className={styles.label} data-decoy={cause.decoy || undefined}><b lang={useLang()}>{cause.label}</b><small>{cause.decoy ? `${words.notCause} · ${words.box[cause.box]}` : words.box[cause.box]}</small></span>
    </span>
  );
}

/** From how many points on a team holds something for a cause. */
const confirming = 20;

/** Points that a team bet on what is no cause. */
function Fell({ points }: { points: number | undefined }) {
  if (!points || points < 0.5) return null;
  const said = format.number(points, 0);
  // Under what confirms a cause, it is honest doubt and no mistake.
  if (points < confirming) return <span className={styles.doubt}><span aria-hidden="true">{text.debrief.pointsShort(said)}</span><span className="vh">{text.debrief.points(said)}</span></span>;
  return <span className={styles.fell}><Icon name="close" /><span aria-hidden="true">{text.debrief.pointsShort(said)}</span><span className="vh">{text.debrief.points(said)}</span></span>;
}

function Two({ big, small }: { big: ReactNode; small: ReactNode }) {
  return <span className={styles.two}>{big}<small>{small}</small></span>;
}

function Bar({ amount, max, words }: { amount: number; max: number; words: string }) {
  return <span className={styles.bar}><b>{words}</b><span aria-hidden="true"><i style={{ inlineSize: `${Math.max(0, Math.min(1, amount / max)) * 100}%` }} /></span></span>;
}
