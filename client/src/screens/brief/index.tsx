/** Brief: the request, the company, the figures; each says when they have read it. */
import { Switch } from "../../parts/Choice";
import { isReady, readiness, useDo, useFigure, useSelf } from "../../records";
import { text } from "../../text";
import { Events } from "../events";
import { useAttempt } from "../shared/attempt";
import { useStanding } from "../shared/standing";
import { useTeam } from "../shared/team";
import { BriefPage } from "./BriefPage";
import styles from "./Brief.module.css";

export default function Brief() {
  return (
    <div className={styles.page}>
      <Events />
      <BriefPage />
      <Ready />
    </div>
  );
}

/** Saying that one has read it stays in view. */
function Ready() {
  const self = useSelf();
  const team = useTeam();
  const act = useDo();
  const attempt = useAttempt();
  const standing = useStanding("brief");
  const isMine = useFigure(isReady(self.seat), [self.seat]);
  const { ready, of } = useFigure(readiness(team ?? "-"), [team]);
  if (!standing.canEdit || team === null) return null;
  return (
    <div className={styles.ready}>
      <Switch isSelected={isMine} onChange={(on) => void attempt.run(() => act("seat.ready", { ready: on }))} isDisabled={!standing.canCommit} className={styles.switch}>{text.brief.ready}</Switch>
      <p className="t12 faint" role="status">{attempt.refusal || standing.why || text.brief.readyCount(ready, of)}</p>
    </div>
  );
}
