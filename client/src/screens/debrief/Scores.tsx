/** One team's score row by row: each opens to its level, and why, in the team's own records. Then what to work on next. */
import { type ReactNode, useState } from "react";
import { Button } from "../../parts/Button";
import { Head } from "../../parts/Head";
import { Select } from "../../parts/Select";
import { TeamGlyph, TeamName } from "../../parts/Team";
import { useFigure, useRecord, useSelf } from "../../records";
import { format, text } from "../../text";
import type { Score } from "../../wire/types.gen";
import { Guidance } from "./Guidance";
import { columns } from "./picture";
import { RubricRow } from "./RubricRow";
import { byGroup } from "./scores";
import styles from "./Scores.module.css";

export function Scores() {
  const { team: mine } = useSelf();
  const all = useFigure(columns(mine), [mine]);
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = all.find(({ team }) => team.team === chosen) ?? all[0];
  const words = text.score;
  if (shown?.score === undefined) return null;
  const { team, score } = shown;
  return (
    <section className={styles.section} aria-labelledby="scores">
      <Head id="scores">{words.title}</Head>
      <p className={styles.lead}>{words.lead(format.number(score.machine_of), format.number(score.human_of))}</p>
      <Rows
        key={team.team} score={score}
        which={all.length > 1
          ? <Select label={words.team} labelHidden className={styles.which} value={team.team} onChange={setChosen} choices={all.map((one) => ({ id: one.team.team, text: one.mine ? `${one.team.name}, ${text.debrief.you}` : one.team.name, before: <TeamGlyph index={one.team.index} /> }))} />
          : <TeamName index={team.index} name={team.name} />}
      />
      {/* What a team should work on is its own; those who help teams see it for each. */}
      {(shown.mine || mine === null) && <Guidance guidance={score.guidance} />}
    </section>
  );
}

function Rows({ score, which }: { score: Score; which: ReactNode }) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const kpi = useRecord("brief")?.kpis[0];
  const words = text.score;
  const isAllOpen = open.size === score.rows.length;
  const toggle = (row: string, isOpen: boolean) => setOpen((now) => new Set(isOpen ? [...now, row] : [...now].filter((one) => one !== row)));
  return (
    <>
      <div className={styles.tools}>
        {which}
        <Button size="sm" look="quiet" onPress={() => setOpen(isAllOpen ? new Set() : new Set(score.rows.map((row) => row.row)))}>{isAllOpen ? words.closeAll : words.openAll}</Button>
      </div>
      <div className={styles.groups}>
        {byGroup(score).map(({ group, rows, machine, human }) => (
          <section key={group} className={styles.group} aria-label={words.rows(words.group[group])}>
            <h3 className={styles.groupHead}>
              <span>{words.group[group]}</span>
              <span className={styles.groupPoints}>
                {machine.of > 0 && <span><b>{format.number(machine.points ?? 0)}</b> {words.machineHint(format.number(machine.of))}</span>}
                {human.of > 0 && <span data-by="human">{human.points === null ? words.notRated : <><b>{format.number(human.points)}</b> {words.machineHint(format.number(human.of))}</>} {words.people}</span>}
              </span>
            </h3>
            {rows.map((row) => <RubricRow key={row.row} row={row} unit={kpi?.unit ?? ""} isOpen={open.has(row.row)} onToggle={(isOpen) => toggle(row.row, isOpen)} />)}
          </section>
        ))}
      </div>
    </>
  );
}
