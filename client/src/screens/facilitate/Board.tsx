/**
 * A team's own screens, looked at from the console. Nobody is moved: the address of this page is all that changes.
 *
 * The screens are the participants' own, drawn for the team that `TeamContext` names; for somebody who is not in the team
 * they have no controls. Every part that was opened so far can be looked at; what the team does is seen as it happens.
 */
import { Suspense, useState } from "react";
import { Boundary } from "../../app/Boundary";
import { counted, type PhaseName } from "../../app/phases";
import { screen } from "../../app/screens";
import { PhaseClock, Skip, Crew } from "../../app/Shell";
import { Button } from "../../parts/Button";
import { Icon } from "../../parts/Icon";
import { Select } from "../../parts/Select";
import { TeamGlyph } from "../../parts/Team";
import { teams, useFigure, useRecord, useSelf } from "../../records";
import { text } from "../../text";
import { TeamContext } from "../shared/team";
import { closeBoard, openBoard, showPart } from "./address";
import { useRights } from "./role";
import { Say, Thread } from "./Talk";
import styles from "./Board.module.css";

export function Board({ team, part }: { team: string; part: string | null }) {
  const all = useFigure(teams, []);
  const shown = useRecord(`team/${team}`);
  const phase = useRecord("phase");
  const [isTalking, setTalking] = useState(false);
  const { role } = useSelf();
  const words = text.facilitate.board;
  if (phase === undefined || shown === undefined) return null;
  const parts = counted.filter((name) => name in phase.rounds);
  const now: PhaseName | undefined = parts.find((name) => name === part) ?? parts.find((name) => name === phase.phase) ?? parts.at(-1);
  return (
    <>
      <Skip />
      <header className={styles.bar}>
        <Button size="sm" onPress={closeBoard}><Icon name="back" size={14} />{words.back}</Button>
        <h1 className="vh">{words.title(shown.name)}</h1>
        <Select label={words.title(shown.name)} labelHidden className={styles.which} value={team} onChange={openBoard} choices={all.map((row) => ({ id: row.team, text: row.name, before: <TeamGlyph index={row.index} /> }))} />
        <nav aria-label={words.phases} className={styles.parts}>
          {parts.map((name) => <button key={name} type="button" className={styles.part} aria-current={name === now ? "page" : undefined} onClick={() => showPart(name)}>{text.shell.phase[name]}</button>)}
        </nav>
        <span className={styles.end}>
          <Crew team={team} size="sm" />
          <PhaseClock phase={phase.phase} />
          <Button size="sm" aria-expanded={isTalking} onPress={() => setTalking(!isTalking)}><Icon name="message" size={14} />{isTalking ? words.hide : words.talk}</Button>
        </span>
      </header>
      <aside className={styles.mark} aria-label={words.title(shown.name)}><Icon name="eye" size={14} />{role === "rater" && now === "pitch" ? words.readOrRate : words.readOnly}</aside>
      <div className={styles.board} data-talking={isTalking || undefined}>
        <main id="main" tabIndex={-1} className={styles.work} data-phase={now}>
          {now === undefined ? <p className={styles.none}>{words.notYet}</p> : <TeamContext value={team}><Part key={`${team}/${now}`} name={now} /></TeamContext>}
        </main>
        {isTalking && <Side team={team} name={shown.name} />}
      </div>
    </>
  );
}

function Part({ name }: { name: PhaseName }) {
  const Found = screen(name);
  return (
    <Boundary of={name}>
      <Suspense fallback={<p className={styles.none} role="status">{text.shell.loading}</p>}>{Found ? <Found /> : <p className={styles.none}>{text.shell.noPage.title}</p>}</Suspense>
    </Boundary>
  );
}

function Side({ team, name }: { team: string; name: string }) {
  const { canAct } = useRights();
  return (
    <aside className={styles.side} aria-label={text.facilitate.chat.said(name)}>
      <h2 className="h4">{text.facilitate.chat.said(name)}</h2>
      <div className={styles.thread}><Thread team={team} /></div>
      {canAct && <Say team={team} name={name} />}
    </aside>
  );
}
