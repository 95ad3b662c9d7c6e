/**
 * The evidence room: hours used and left, then documents, people, data and observations, each with its state.
 *
 * Looking is not spending: a row opens the exhibit, or its cover with what it costs. On narrow screens the room is a rail
 * of tags, whose names come on focus and hover.
 */
import { Icon, type IconName } from "../../parts/Icon";
import { Ticks } from "../../parts/Meter";
import { useFigure } from "../../records";
import { text } from "../../text";
import { useTeam } from "../shared/team";
import { PersonLine, PieceLine, RequestLine } from "./RoomLines";
import { type GroupName, groupNames, hoursOf, peopleToAsk, requestsOf, tagsIn } from "./room";
import styles from "./Room.module.css";

const icons: Record<GroupName, IconName> = { documents: "document", interviews: "message", data: "chart", observations: "walk" };

export function Room({ className }: { className?: string }) {
  return (
    <aside className={className} aria-label={text.diagnose.room.title}>
      <HoursLeft />
      <div className={styles.groups}>{groupNames.map((group) => <Group key={group} group={group} />)}</div>
    </aside>
  );
}

function HoursLeft() {
  const team = useTeam() ?? "-";
  const { budget, spent, left } = useFigure(hoursOf(team), [team]);
  const words = text.diagnose.room;
  return (
    <div className={styles.hours}>
      <div className={styles.title}><h2 className="h4">{words.title}</h2><span className="t13 num"><b>{words.left(left)}</b> <span className={styles.of}>{words.of(budget)}</span></span></div>
      <Ticks label={words.spent(spent, budget)} spent={spent} total={budget} valueLabel={words.spent(spent, budget)} className={styles.ticks} />
    </div>
  );
}

function Group({ group }: { group: GroupName }) {
  const team = useTeam() ?? "-";
  const tags = useFigure(tagsIn(team, group), [team, group]);
  const people = useFigure(peopleToAsk(team), [team]);
  const requests = useFigure(requestsOf(team), [team]);
  const isEmpty = tags.length === 0 && !(group === "interviews" && people.length > 0) && !(group === "data" && requests.length > 0);
  if (isEmpty) return null;
  return (
    <section className={styles.group} aria-label={text.diagnose.room.group[group]}>
      <h3 className={styles.groupTitle}><Icon name={icons[group]} size={14} />{text.diagnose.room.group[group]}</h3>
      <ul>
        {group === "interviews" && people.map((person) => <PersonLine key={person.person} person={person} />)}
        {tags.map((tag) => <PieceLine key={tag} tag={tag} />)}
        {group === "data" && requests.map((request) => <RequestLine key={request.request} request={request} />)}
      </ul>
    </section>
  );
}

/** The same list as a page of its own, on a phone. */
export function RoomPage() {
  return <Room className={styles.wide} />;
}
