/** What a phase asks of the facilitator beside the teams: the room in the lobby, the order of pitches, the year, the reveal. */
import { Suspense } from "react";
import { Button, ButtonLink } from "../../parts/Button";
import { Head } from "../../parts/Head";
import { Icon } from "../../parts/Icon";
import { Sheet } from "../../parts/Sheet";
import { Tag } from "../../parts/Tag";
import { TeamName } from "../../parts/Team";
import { useCountdown } from "../../app/time";
import { people, type See, teams, useFigure, useLive, useRecord, useSelf } from "../../records";
import { format, text } from "../../text";
import { Agreement } from "../debrief/Agreement";
import { Picture } from "../debrief/Picture";
import { Reasons } from "../debrief/Reasons";
import { Scores } from "../debrief/Scores";
import { Ratings } from "../rating";
import { mayRate } from "../rating/ratings";
import { projectorAddress } from "../room/address";
import { useAsk } from "./Ask";
import { WayIn } from "./LetIn";
import { useRights } from "./role";
import styles from "./Stage.module.css";

export function Stage() {
  const phase = useRecord("phase")?.phase;
  const { isFacilitator } = useRights();
  switch (phase) {
    case "lobby": return isFacilitator ? <Room /> : null;
    case "pitch": return <><Pitches /><Rated /></>;
    case "run": return <><Year /><Rated /></>;
    case "debrief": return <><Reveal /><Rated /></>;
    default: return null;
  }
}

/** One's own ratings, for raters and for facilitators who rate. */
function Rated() {
  const { role } = useSelf();
  return mayRate(role) ? <Suspense fallback={null}><Ratings /></Suspense> : null;
}

const headcount = (see: See) => people(see).length;

function Room() {
  const count = useFigure(headcount, []);
  const { canAct } = useRights();
  const words = text.facilitate.lobby;
  return (
    <Sheet className={styles.stage}>
      <div className="row between wrap top">
        <div><h2 className="h3">{words.title}</h2><p className="t13 dim">{words.lead}</p></div>
        <Tag look={count > 0 ? "pos" : "plain"} icon="people">{count === 0 ? words.nobody : words.who(count)}</Tag>
      </div>
      {canAct && <WayIn />}
    </Sheet>
  );
}

function Pitches() {
  const pitch = useRecord("pitch");
  const rows = useFigure(teams, []);
  const left = useCountdown(pitch?.ends_due);
  const ask = useAsk();
  const { canAct } = useRights();
  if (pitch === undefined) return null;
  const words = text.facilitate.pitch;
  const isOver = pitch.current >= pitch.order.length;
  return (
    <Sheet className={styles.stage}>
      <Head end={isOver ? undefined : left !== null && <span className={left < 20_000 ? "num cri b" : "num b"}>{format.clockText(left)}</span>}>{words.title}</Head>
      <ol className={styles.order}>
        {pitch.order.map((id, index) => {
          const team = rows.find((row) => row.team === id);
          if (team === undefined) return null;
          const state = index < pitch.current ? "done" : index === pitch.current ? "now" : "ahead";
          return <li key={id} data-state={state} aria-current={state === "now" ? "step" : undefined}><span className="num faint">{index + 1}</span><TeamName index={team.index} name={team.name} />{state === "done" && <span className="t12 faint row g4"><Icon name="check" size={12} />{words.done}</span>}{state === "now" && <Tag look="pen">{words.now}</Tag>}</li>;
        })}
      </ol>
      {isOver ? <p className="t13 dim">{words.allDone}</p> : canAct && <div><Button look="pen" onPress={() => ask("pitch.next", {}, text.facilitate.ask.pitch)}>{pitch.current + 1 < pitch.order.length ? words.call : words.callLast}<Icon name="stepOn" size={14} /></Button></div>}
    </Sheet>
  );
}

function Year() {
  const run = useRecord("run");
  const ask = useAsk();
  const { canAct } = useRights();
  if (run === undefined) return null;
  const words = text.facilitate.run;
  const isComputing = run.wanted > run.step;
  const isOver = run.step >= run.steps;
  return (
    <Sheet className={styles.stage}>
      <Head>{words.title}</Head>
      <ol className={styles.steps}>
        {Array.from({ length: run.steps }, (_, step) => {
          const months = 12 / run.steps;
          return <li key={step} data-state={step < run.step ? "done" : step === run.step && isComputing ? "now" : "ahead"}>{step < run.step && <Icon name="check" size={14} />}<span className="num">{words.step(step * months + 1, (step + 1) * months)}</span></li>;
        })}
      </ol>
      <div className="row between wrap">
        <p className="t13 dim" role="status">{isOver ? words.over : isComputing ? words.computing : words.played(run.month)}</p>
        {canAct && !isOver && <Button look="pen" isPending={isComputing} onPress={() => ask("run.next", { after: run.step }, text.facilitate.ask.step)}><Icon name="stepOn" size={14} />{words.play}</Button>}
      </div>
    </Sheet>
  );
}

function Reveal() {
  const { session } = useLive();
  const { isFacilitator } = useRights();
  return (
    <Sheet className={styles.stage}>
      <Head end={isFacilitator && <ButtonLink look="quiet" size="sm" href={projectorAddress(session)} target="_blank"><Icon name="projector" size={14} />{text.facilitate.top.projector}</ButtonLink>}>{text.facilitate.debrief.title}</Head>
      <Picture level={2} />
      <Reasons />
      <Scores />
      {isFacilitator && <Agreement />}
    </Sheet>
  );
}
