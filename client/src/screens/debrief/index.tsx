/** The debrief as participants see it: the picture, what to talk about, what could be claimed and why, the score row by row. */
import Own from "../../app/Own";
import { Picture } from "./Picture";
import { Reasons } from "./Reasons";
import { Scores } from "./Scores";
import styles from "./Debrief.module.css";

export default function Debrief() {
  return (
    <div className={styles.debrief}>
      <Picture />
      <Reasons />
      <Scores />
      <Own />
    </div>
  );
}
