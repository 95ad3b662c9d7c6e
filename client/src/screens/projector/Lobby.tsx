/** How to join, in letters that the last row reads, and who is here. */
import { people, type See, teams, useFigure, useRecord } from "../../records";
import { TeamName } from "../../parts/Team";
import { text } from "../../text";
import { joinAddress, spokenAddress } from "../room/address";
import { Qr } from "../room/Qr";
import { apart } from "./apart";
import styles from "./Projector.module.css";

const tables = (see: See) => {
  const all = people(see);
  const names = apart(all.map((person) => person.name));
  return teams(see).map((team) => ({ ...team, names: all.flatMap((person, at) => (person.team === team.team ? (names[at] ?? []) : [])) }));
};

export function Lobby() {
  const code = useRecord("session")?.code ?? "";
  const title = useRecord("case")?.title ?? "";
  const rows = useFigure(tables, []);
  const words = text.projector;
  const count = rows.reduce((sum, row) => sum + row.names.length, 0);
  return (
    <div className={styles.lobby}>
      <h1 className={styles.title}>{title}</h1>
      <div className={styles.door}>
        <div>
          <p className={styles.joinAt}>{words.join} <b>{spokenAddress(joinAddress(location.origin, "")).replace(/\/$/, "")}</b></p>
          <p className={styles.joinAt}>{words.code}</p>
          <p className={styles.code}>{code}</p>
        </div>
        <Qr label={words.qr} className={styles.qr} />
      </div>
      <section aria-live="polite" className={styles.tables}>
        <h2 className={styles.count}>{count === 0 ? words.nobody : words.here(count)}</h2>
        <ul>{rows.map((row) => <li key={row.team}><TeamName index={row.index} name={row.name} /><span>{row.names.join(", ")}</span></li>)}</ul>
      </section>
    </div>
  );
}
