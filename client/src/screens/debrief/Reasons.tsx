/** What stands under the picture: what each team could claim and why, why it was so, and what to talk about. */
import { ExhibitTag } from "../../parts/ExhibitTag";
import { Head } from "../../parts/Head";
import { tied } from "../../parts/tied";
import { useFigure, useLang, useRecord, useSelf } from "../../records";
import { format, text } from "../../text";
import { Claimed } from "./Claimed";
import { columns, inOrder } from "./picture";
import styles from "./Debrief.module.css";

export function Reasons() {
  const reveal = useRecord("reveal/case");
  const { team: mine } = useSelf();
  const all = useFigure(columns(mine), [mine]);
  const lang = useLang();
  if (reveal === undefined) return null;
  const words = text.debrief;
  const { real, decoys } = inOrder(reveal.truth.causes);
  return (
    <div className={styles.reasons}>
      {reveal.prompts.length > 0 && (
        <section className={styles.prompts}>
          <Head>{words.prompts}</Head>
          <ol lang={lang}>{reveal.prompts.map((prompt) => <li key={prompt}>{tied(prompt)}</li>)}</ol>
        </section>
      )}
      <Claimed columns={all} />
      <section className={styles.truths}>
        <Head end={words.training(reveal.truth.training_is)}>{words.truth}</Head>
        <dl>
          {[...real, ...decoys].map((cause) => (
            <div key={cause.cause}>
              <dt><b className="num">{format.percent(cause.decoy ? 0 : cause.share * 100)}</b> <span className={styles.label} data-decoy={cause.decoy || undefined} lang={lang}>{cause.label}</span></dt>
              <dd>
                <p lang={lang}>{tied(cause.explain)}</p>
                {cause.decisive.length > 0 && <p className="row wrap g4"><span className="t12 faint">{words.decisive}</span>{cause.decisive.map((tag) => <ExhibitTag key={tag} tag={tag} />)}</p>}
              </dd>
            </div>
          ))}
        </dl>
      </section>
    </div>
  );
}
