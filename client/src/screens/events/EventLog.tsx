/** Every event that the team has had, with its answer: to look up again. */
import { Markdown } from "../../parts/Markdown";
import { firstName, nameOf, useFigure, useLang } from "../../records";
import { text } from "../../text";
import { useTeam } from "../shared/team";
import { eventsOf, isWaiting, openFrom, type TeamEvent } from "./events";
import styles from "./Events.module.css";

export function EventLog() {
  const team = useTeam() ?? "-";
  const events = useFigure(eventsOf(team), [team]);
  if (events.length === 0) return null;
  return <ul className={styles.log}>{events.map((event) => <Entry key={event.inject} event={event} />)}</ul>;
}

function Entry({ event }: { event: TeamEvent }) {
  const words = text.events;
  const lang = useLang();
  const by = useFigure(nameOf(event.answered_by), [event.answered_by]);
  const isOpen = isWaiting(event, useFigure(openFrom, []));
  const answer = event.options.find((option) => option.option === event.answer);
  return (
    <li>
      <details>
        <summary>
          <span className="quote" lang={lang}>{event.title}</span>
          {event.options.length > 0 && <span className={styles.outcome}>{answer ? words.answered(answer.label, firstName(by)) : isOpen ? words.waits : words.unanswered}</span>}
        </summary>
        <Markdown source={event.body} className={styles.body} lang={lang} />
      </details>
    </li>
  );
}
