/** The lobby: the case file, what will happen, the team, who is ready. */
import { CaseFile } from "./CaseFile";
import { Happen } from "./Happen";
import { TeamSide } from "./TeamSide";
import styles from "./Lobby.module.css";

export default function Lobby() {
  return (
    <div className={styles.lobby}>
      <CaseFile />
      <Happen />
      <TeamSide />
    </div>
  );
}
