/** The plan during the year, in the place of the charts: what has begun stays, the rest may change once. */
import { Button } from "../../parts/Button";
import { Icon } from "../../parts/Icon";
import { useFigure } from "../../records";
import { text } from "../../text";
import { PlanBoard } from "../design/PlanBoard";
import { Events } from "../events";
import { setParams } from "../shared/address";
import { useStanding } from "../shared/standing";
import { useChangeWords } from "./PlanChange";
import { change } from "./year";
import styles from "./Run.module.css";

export function PlanView({ team }: { team: string }) {
  const { canEdit } = useStanding("run");
  const state = useFigure(change(team), [team]);
  const said = useChangeWords(team);
  return (
    <PlanBoard
      team={team}
      canEdit={canEdit && (state === "now" || state === "begun")}
      above={
        <>
          <Events />
          <div className={styles.back}>
            <div><h1 className="h3">{state === "over" ? text.run.change.dialogOver : text.run.change.dialog}</h1><p className="t13 dim">{said}</p></div>
            <Button look="pen" onPress={() => setParams({ view: null })}><Icon name="back" size={14} />{text.run.change.done}</Button>
          </div>
        </>
      }
    />
  );
}
