/** The answer, for facilitators alone: folded away when the console opens, because screens are shared. */
import { useState } from "react";
import { Button } from "../../parts/Button";
import { Dialog } from "../../parts/Dialog";
import { ExhibitTag } from "../../parts/ExhibitTag";
import { Head } from "../../parts/Head";
import { Icon } from "../../parts/Icon";
import { Markdown } from "../../parts/Markdown";
import { useLang, useRecord } from "../../records";
import { format, text } from "../../text";
import type { RevealedCause } from "../../wire/types.gen";
import styles from "./Left.module.css";

export function Truth() {
  const shown = useRecord("truth");
  const lang = useLang();
  const [isOpen, setOpen] = useState(false);
  const [isReading, setReading] = useState(false);
  if (shown === undefined) return null;
  const words = text.facilitate.truth;
  const { truth } = shown;
  const causes = truth.causes.filter((cause) => !cause.decoy);
  const decoys = truth.causes.filter((cause) => cause.decoy);
  return (
    <section>
      <Head end={<Button look="quiet" size="sm" className={styles.fold} aria-expanded={isOpen} aria-controls="truth" aria-label={isOpen ? undefined : words.openLabel} onPress={() => setOpen(!isOpen)}>{isOpen ? words.hide : words.open}</Button>}>{words.title}</Head>
      <p className={styles.secret}><Icon name="lock" size={14} />{words.mark}</p>
      <div id="truth" hidden={!isOpen} className={styles.truth}>
        <p className="t12 faint">{words.hint}</p>
        <p className="t13 b">{words.training(truth.training_is)}</p>
        <h3 className="t12 faint">{words.causes}</h3>
        <ul>{causes.map((cause) => <Cause key={cause.cause} cause={cause} />)}</ul>
        <h3 className="t12 faint">{words.decoys}</h3>
        <ul>{decoys.map((cause) => <Cause key={cause.cause} cause={cause} />)}</ul>
        {shown.teaching_note !== "" && <Button size="sm" onPress={() => setReading(true)}><Icon name="document" size={14} />{words.show}</Button>}
      </div>
      <Dialog isOpen={isReading} onClose={() => setReading(false)} title={words.note} size="md" closeLabel={words.hide}>
        <p className={styles.secret}><Icon name="lock" size={14} />{words.mark}</p>
        <Markdown source={shown.teaching_note} level={3} lang={lang} />
      </Dialog>
    </section>
  );
}

function Cause({ cause }: { cause: RevealedCause }) {
  const words = text.facilitate;
  return (
    <li className={styles.cause}>
      <p className="t13"><b className="num">{cause.decoy ? "" : format.percent(cause.share * 100)}</b> {cause.label} <span className="faint">· {words.card.boxFull[cause.box]}</span></p>
      {cause.decisive.length > 0 && <p className="row wrap g4"><span className="t12 faint">{words.truth.decisive}</span>{cause.decisive.map((tag) => <ExhibitTag key={tag} tag={tag} />)}</p>}
    </li>
  );
}
