/** An exhibit that is not open yet: what it costs, what it needs, when it arrives; one button opens it for the team. */
import { Button } from "../../parts/Button";
import { Icon } from "../../parts/Icon";
import { Doc } from "../../parts/Sheet";
import { useDo, useFigure, useLang } from "../../records";
import { text } from "../../text";
import type { EvidenceShown } from "../../wire/types.gen";
import { Arrives } from "../diagnose/RoomLines";
import { hoursOf } from "../diagnose/room";
import { useAttempt } from "../shared/attempt";
import { useStanding } from "../shared/standing";
import { useTeam } from "../shared/team";
import styles from "./Evidence.module.css";

const words = text.evidence;

export function Cover({ tag, shown }: { tag: string; shown: EvidenceShown }) {
  const team = useTeam() ?? "-";
  const act = useDo();
  const attempt = useAttempt();
  const standing = useStanding("diagnose");
  const { left } = useFigure(hoursOf(team), [team]);
  const isTooDear = shown.hours > left;
  return (
    <div className={styles.coverPlace}>
      <Doc className={styles.cover}>
        <p className="t12 faint">{words.kind[shown.kind]}</p>
        <h2 className="h2" lang={useLang()}>{shown.title}</h2>
        {shown.state === "locked" && <p className={styles.state}><Icon name="lock" />{words.locked} {shown.needs}</p>}
        {shown.state === "waiting" && <p className={styles.state} role="status"><Icon name="clock" />{words.waiting} <b className={styles.sentence}><Arrives due={shown.arrives_due} /></b></p>}
        {shown.state === "closed" && (
          <>
            <p className="t14 dim">{isTooDear ? words.tooDear(shown.hours, left) : words.cover(shown.hours, left)}</p>
            {standing.canEdit && <Button look="go" onPress={() => void attempt.run(() => act("evidence.open", { team, evidence: tag }))} isPending={attempt.isPending} isDisabled={!standing.canCommit || isTooDear}>{words.open(shown.hours)}</Button>}
            {(attempt.refusal || standing.why) && <p className="t13 faint" role="status">{attempt.refusal || standing.why}</p>}
          </>
        )}
      </Doc>
    </div>
  );
}
