/** The twelve months: what has passed, where we are, what happened when. */
import { useFigure } from "../../records";
import { text } from "../../text";
import { months } from "../design/calendar";
import { type Mark, marks } from "./year";
import styles from "./Track.module.css";

export function Track({ team, month }: { team: string; month: number }) {
  const all = useFigure(marks(team), [team]);
  return (
    <ol className={styles.track} aria-label={text.run.track(month)}>
      {months.map((one) => {
        const here = all.filter((mark) => mark.month === one);
        // One line under a month: what waits counts most, then the change of plan, then the latest event.
        const shown = here.find(({ what }) => what === "decision") ?? here.find(({ what }) => what === "plan") ?? here.at(-1);
        return (
          <li key={one} data-past={one <= month || undefined} data-now={one === month || undefined} aria-current={one === month ? "step" : undefined}>
            <i aria-hidden="true" />
            <span className="num">{one}</span>
            {shown && <em data-what={shown.what} title={here.map(wordsOf).join(" · ")}>{wordsOf(shown)}</em>}
          </li>
        );
      })}
    </ol>
  );
}

function wordsOf(mark: Mark): string {
  if (mark.what === "decision") return text.run.decision;
  return mark.what === "plan" ? text.run.planChanged : mark.text;
}
