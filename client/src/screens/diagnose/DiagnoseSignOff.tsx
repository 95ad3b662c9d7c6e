/** The sign-off bar of Diagnose: the problem statement, who agrees, how many bets are in. */
import { Avatar } from "../../parts/Avatar";
import { Button } from "../../parts/Button";
import { Icon } from "../../parts/Icon";
import { firstName, useFigure, useRecord } from "../../records";
import { text } from "../../text";
import { useStanding } from "../shared/standing";
import { useTeam } from "../shared/team";
import { TeamSignOff } from "../shared/TeamSignOff";
import { useMatesAt } from "../shared/whereabouts";
import { BetsIn } from "./BetsIn";
import { gapIsWritten } from "./gap";
import { place } from "./place";
import styles from "./Diagnose.module.css";

export function DiagnoseSignOff() {
  const team = useTeam() ?? "-";
  const words = text.diagnose.statement;
  const gap = useRecord(`gap/${team}`);
  const isWritten = useFigure(gapIsWritten(team), [team]);
  const { canEdit } = useStanding("diagnose");
  const writer = useMatesAt(team, "writes", "statement")[0];
  const said = gap?.statement.trim() ?? "";
  return (
    <TeamSignOff
      phase="diagnose"
      className={styles.sign}
      label={words.bar}
      above={words.above}
      edit={writer
        ? <span className={styles.writer}><Avatar name={writer.name} size="xs" />{text.diagnose.map.writing(firstName(writer.name))}</span>
        : said !== "" && <Button look="quiet" size="sm" onPress={() => place.panel("statement")}><Icon name={canEdit ? "pencil" : "eye"} size={12} />{canEdit ? words.edit : words.look}</Button>}
      statement={said === "" ? <span className={styles.none}>{words.none}</span> : <span dir="auto" className={styles.said}>{said}</span>}
      aside={<BetsIn />}
      gate={isWritten ? null : words.gate}
      gateAction={<Button look="go" onPress={() => place.panel("statement")}>{words.write}</Button>}
    />
  );
}
