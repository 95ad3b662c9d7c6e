/** The lobby: the case file, what will happen, the team, who is ready. */
import { text } from "../../text";
import { useTitle } from "../../app/title";
import { CaseFile } from "./CaseFile";
import { Happen } from "./Happen";
import { TeamSide } from "./TeamSide";
import styles from "./Lobby.module.css";

export default function Lobby() {
  useTitle(text.shell.phase.lobby);
  return (
    <div className={styles.lobby}>
      <CaseFile />
      <Happen />
      <TeamSide />
    </div>
  );
}
