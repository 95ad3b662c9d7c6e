/** The debrief as participants see it: the picture, what to talk about, what could be claimed and why. */
import { useTitle } from "../../app/title";
import { text } from "../../text";
import { Picture } from "./Picture";
import { Reasons } from "./Reasons";
import styles from "./Debrief.module.css";

export default function Debrief() {
  useTitle(text.shell.phase.debrief);
  return (
    <div className={styles.debrief}>
      <Picture />
      <Reasons />
    </div>
  );
}
