/** Everybody by team: move somebody, correct a name, take somebody out, mix in the lobby. Moves are asked about once. */
import { useState } from "react";
import { Avatar } from "../../parts/Avatar";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { Head } from "../../parts/Head";
import { Icon } from "../../parts/Icon";
import { Menu } from "../../parts/Menu";
import { Select } from "../../parts/Select";
import { TeamGlyph, TeamName } from "../../parts/Team";
import { people, type Person, seats, type See, type TeamRow, teams, useFigure, useRecord, useSeatsHere, useSelf } from "../../records";
import { text } from "../../text";
import { useAsk } from "./Ask";
import { Rename } from "./Rename";
import styles from "./People.module.css";

const others = (see: See) => seats(see).filter((person) => person.active && person.role !== "participant");

export function People({ onClose }: { onClose: () => void }) {
  const all = useFigure(people, []);
  const rows = useFigure(teams, []);
  const rest = useFigure(others, []);
  const phase = useRecord("phase")?.phase;
  const ask = useAsk();
  const [renaming, setRenaming] = useState<Person | null>(null);
  const words = text.facilitate.people;
  const alone = all.filter((person) => person.team === null);
  const list = (group: readonly Person[]) => <ul className={styles.people}>{group.map((person) => <One key={person.seat} person={person} teams={rows} onRename={() => setRenaming(person)} />)}</ul>;
  return (
    <Dialog isOpen onClose={onClose} title={words.title} size="lg" closeLabel={words.close}>
      <div className="row between wrap">
        <p className="t13">{all.length === 0 ? words.none : words.lead}</p>
        {phase === "lobby" && all.length > 1 && <Button size="sm" onPress={() => ask("teams.mix", {}, text.facilitate.ask.mix)}>{words.mix}</Button>}
      </div>
      <div className={styles.groups}>
        {alone.length > 0 && <section><Head level={3}>{words.noTeam}</Head>{list(alone)}</section>}
        {rows.map((team) => (
          <section key={team.team}>
            <Head level={3}><TeamName index={team.index} name={team.name} /></Head>
            {list(all.filter((person) => person.team === team.team))}
          </section>
        ))}
        <section><Head level={3}>{words.others}</Head>{list(rest)}</section>
      </div>
      {renaming && <Rename title={words.rename} label={words.renameField} go={words.renameGo} value={renaming.name} max={60} command={(name) => ({ move: "seat.rename", args: { seat: renaming.seat, name } })} onClose={() => setRenaming(null)} />}
    </Dialog>
  );
}

function One({ person, teams: rows, onRename }: { person: Person; teams: readonly TeamRow[]; onRename: () => void }) {
  const here = useSeatsHere();
  const { seat: me } = useSelf();
  const ask = useAsk();
  const words = text.facilitate.people;
  const isAway = person.seat !== me && !here.includes(person.seat);
  const about = [person.role !== "participant" && words.role[person.role], person.field, person.years !== null && words.years(person.years)].filter(Boolean).join(" · ");
  const move = (team: string) => {
    if (team === person.team) return;
    const name = rows.find((row) => row.team === team)?.name ?? "";
    ask("seat.move", { seat: person.seat, team }, { title: text.facilitate.ask.move.title(person.name, name), act: text.facilitate.ask.move.act });
  };
  return (
    <li className={styles.person}>
      <Avatar name={person.name} size="sm" isMe={person.seat === me} isAway={isAway} label={`${person.name} (${isAway ? text.shell.away : text.shell.here})`} />
      <div className={styles.who}><p className="t13 b"><bdi>{person.name}</bdi></p>{about !== "" && <p className="t12 faint">{about}</p>}</div>
      {person.role === "participant" && <Select label={words.team(person.name)} labelHidden className={styles.select} value={person.team} onChange={move} choices={rows.map((row) => ({ id: row.team, text: row.name, before: <TeamGlyph index={row.index} /> }))} />}
      <Menu label={words.more(person.name)} trigger={<Button look="quiet" size="sm" icon aria-label={words.more(person.name)}><Icon name="more" /></Button>} groups={[{ entries: [
        { id: "rename", text: words.rename, onAct: onRename },
        ...(person.seat === me ? [] : [{ id: "shut", text: words.shut, onAct: () => ask("seat.close", { seat: person.seat }, { title: text.facilitate.ask.close.title(person.name), act: text.facilitate.ask.close.act }) }]),
        { id: "remove", text: words.remove, isCritical: true, onAct: () => ask("seat.remove", { seat: person.seat }, { title: text.facilitate.ask.remove.title(person.name), act: text.facilitate.ask.remove.act(person.name) }) },
      ] }]} />
    </li>
  );
}
