/** Everything that the brief says, to read and to look up again. */
import { Asks, Figures, Kpis } from "./Figures";
import { Company, Request } from "./Request";
import styles from "./Brief.module.css";

export function BriefPage() {
  return (
    <div className={styles.brief}>
      <div className={styles.read}><Request /><Company /></div>
      <div className={styles.side}><Figures /><Kpis /><Asks /></div>
    </div>
  );
}
