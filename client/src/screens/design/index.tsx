/** Design: interventions of all kinds on a twelve-month plan, each for a cause, under one budget; then sign. */
import { useKeys } from "../../records";
import { Empty } from "../../parts/Note";
import { text } from "../../text";
import { Events } from "../events";
import { useStanding } from "../shared/standing";
import { TeamSignOff } from "../shared/TeamSignOff";
import { useTeam } from "../shared/team";
import { useWorkNews } from "../shared/useWorkNews";
import { PlanBoard } from "./PlanBoard";
import { Warnings } from "./Warnings";
import styles from "./Design.module.css";

export default function Design() {
  const team = useTeam();
  if (team === null) return <Empty title={text.design.headline}>{text.lobby.noTeam}</Empty>;
  return <TeamDesign team={team} />;
}

function TeamDesign({ team }: { team: string }) {
  const { canEdit, hindrance } = useStanding("design");
  const isEmpty = useKeys(`plan/${team}`).length === 0;
  const words = text.design.sign;
  useWorkNews(team, "design", text.design.changedBy);
  return (
    <>
      <h1 className="vh">{text.design.headline}</h1>
      <PlanBoard
        team={team}
        canEdit={canEdit}
        above={<Events />}
        beside={<Warnings />}
        below={<TeamSignOff isSlim phase="design" className={styles.sign} label={words.label} statement={hindrance === "closed" ? words.closed : isEmpty ? words.empty : words.statement} />}
      />
    </>
  );
}
