/** "Before you sign": what stands out in the plan, with a press to what it is about. */
import { Button as AriaButton } from "react-aria-components/Button";
import { Head } from "../../parts/Head";
import { Note } from "../../parts/Note";
import { useFigure, useRecord } from "../../records";
import { format, text } from "../../text";
import { useBoard } from "./board";
import { type Warning, warnings } from "./warnings";
import styles from "./Inspector.module.css";

export function Warnings() {
  const { team, canEdit, select } = useBoard();
  const found = useFigure(warnings(team), [team]);
  const currency = useRecord("case")?.currency ?? "";
  const words = text.design.warnings;
  return (
    <section className={styles.warnings}>
      <Head level={3} end={found.length}>{canEdit ? words.title : words.look}</Head>
      {found.length === 0 && <p className="t13 dim">{canEdit ? words.none : words.nothing}</p>}
      {found.map((warning) => {
        const { title, text: said } = wordsOf(warning, currency);
        const body = <><b>{title}</b> {said}</>;
        return (
          <Note key={title + said} look="cau">
            {"item" in warning ? <AriaButton className={styles.link} onPress={() => select(warning.item)}>{body}</AriaButton> : <p>{body}</p>}
          </Note>
        );
      })}
    </section>
  );
}

function wordsOf(warning: Warning, currency: string): { title: string; text: string } {
  const words = text.design.warnings;
  switch (warning.kind) {
    case "over": return { title: words.over.title, text: words.over.text(format.moneyShort(warning.over, currency)) };
    case "bet": return { title: words.bet.title, text: words.bet.text(warning.cause, warning.points) };
    case "unsupported": return { title: words.unsupported.title(warning.label), text: words.unsupported.text(warning.claim) };
    case "unlinked": return { title: words.unlinked.title(warning.label), text: words.unlinked.text };
    case "causeless": return { title: words.causeless.title(warning.label), text: words.causeless.text };
    case "late": return { title: words.late.title(warning.label), text: words.late.text };
    case "asked": return { title: words.asked.title(warning.label), text: words.asked.text };
    case "empty": return words.empty;
  }
}
