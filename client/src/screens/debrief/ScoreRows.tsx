/**
 * The score in the picture: points by group for each team, then the machine's and people's sums, never added.
 *
 * A group opens to its rows of the rubric. On the room's screen nothing opens: it shows the groups alone.
 */
import { Fragment, useState } from "react";
import { Icon } from "../../parts/Icon";
import { format, text } from "../../text";
import { Cells } from "./Cells";
import type { Column } from "./picture";
import { byGroup, type Group, groups, type Points } from "./scores";
import styles from "./Scores.module.css";

export function ScoreRows({ columns, canOpen }: { columns: readonly Column[]; canOpen: boolean }) {
  const [open, setOpen] = useState<ReadonlySet<Group>>(new Set());
  const first = columns.find(({ score }) => score !== undefined)?.score;
  if (first === undefined) return null;
  const words = text.score;
  const toggle = (group: Group) => setOpen((now) => new Set(now.has(group) ? [...now].filter((one) => one !== group) : [...now, group]));
  const whole = (points: number | null, of: number) => (points === null ? <span className={styles.none}>{words.notRated}</span> : <><b>{format.number(points)}</b> <small className={styles.of}>{words.machineHint(format.number(of))}</small></>);
  return (
    <>
      <tbody className={styles.scores}>
        {groups.map((group) => {
          const isOpen = open.has(group);
          const rows = byGroup(first).find((one) => one.group === group)?.rows ?? [];
          const head = canOpen
            ? <button type="button" className={styles.opener} aria-expanded={isOpen} onClick={() => toggle(group)}><Icon name={isOpen ? "down" : "right"} size={14} />{words.group[group]}</button>
            : words.group[group];
          return (
            <Fragment key={group}>
              <Cells columns={columns} row={{ id: group, head, cell: ({ score }) => {
                const found = score && byGroup(score).find((one) => one.group === group);
                return found === undefined ? null : <Bars machine={found.machine} human={found.human} />;
              } }} />
              {isOpen && rows.map((row) => (
                <Cells key={row.row} columns={columns} row={{ id: row.row, head: <span className={styles.inner}>{words.row[row.row] ?? row.label}{row.by === "human" && <small> · {words.people}</small>}</span>, cell: ({ score }) => {
                  const found = score?.rows.find((one) => one.row === row.row);
                  if (found === undefined) return null;
                  const points = { points: found.points, of: found.weight };
                  const none = { points: null, of: 0 };
                  return <Bars isInner machine={found.by === "machine" ? points : none} human={found.by === "human" ? points : none} />;
                } }} />
              ))}
            </Fragment>
          );
        })}
      </tbody>
      <tbody>
        <Cells strong columns={columns} row={{ id: "machine", head: <span className={styles.key}><i data-by="machine" aria-hidden="true" />{words.machineRow}</span>, cell: ({ score }) => score && whole(score.machine, score.machine_of) }} />
        <Cells strong columns={columns} row={{ id: "human", head: <span className={styles.key}><i data-by="human" aria-hidden="true" />{words.peopleRow}</span>, cell: ({ score }) => score && whole(score.human, score.human_of) }} />
      </tbody>
    </>
  );
}

/** Points as figures and as a bar as long as what could be had: filled by machine, outlined by people. */
function Bars({ machine, human, isInner }: { machine: Points; human: Points; isInner?: boolean }) {
  const words = text.score;
  const of = machine.of + human.of;
  const write = (points: Points) => (points.points === null ? words.notRated : format.number(points.points));
  const said = machine.of === 0 ? words.onlyPeople(write(human), format.number(human.of)) : human.of === 0 ? words.onlyMachine(write(machine), format.number(machine.of)) : words.cell(write(machine), format.number(machine.of), write(human), format.number(human.of));
  const width = (points: Points) => ({ inlineSize: `${of === 0 ? 0 : ((points.points ?? 0) / of) * 100}%` });
  return (
    <span className={styles.points} data-inner={isInner || undefined}>
      <span className="vh">{said}</span>
      <span className={styles.figures} aria-hidden="true">
        {machine.of > 0 && <b>{write(machine)}</b>}
        {/* What nobody rated is no nought to add. */}
        {human.points !== null ? <small>{machine.of > 0 && "+\u00a0"}{format.number(human.points)}</small> : machine.of === 0 && <small data-none>–</small>}
      </span>
      <span className={styles.track} aria-hidden="true"><i data-by="machine" style={width(machine)} /><i data-by="human" style={width(human)} /></span>
    </span>
  );
}
