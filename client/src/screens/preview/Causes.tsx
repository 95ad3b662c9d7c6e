/** The author's cause map: what is really wrong and how much of each gap it makes, what hides it, what only looks wrong. */
import { ExhibitTag } from "../../parts/ExhibitTag";
import { Head } from "../../parts/Head";
import { Icon } from "../../parts/Icon";
import { Markdown } from "../../parts/Markdown";
import { Meter } from "../../parts/Meter";
import { format, text } from "../../text";
import type { CaseSeen, CauseSeen, ExhibitSeen } from "./api";
import { choose } from "./choice";
import styles from "./Side.module.css";

export function Causes({ seen }: { seen: CaseSeen }) {
  const words = text.preview.causes;
  const real = seen.causes.filter((cause) => !cause.decoy);
  const decoys = seen.causes.filter((cause) => cause.decoy);
  return (
    <div className={styles.panel}>
      <p className={styles.secret}><Icon name="lock" size={14} />{text.preview.secret}</p>
      <p className="t13">{words.training(seen.training_is)}</p>
      <section>
        <Head>{words.real(real.length)}</Head>
        <ul>{real.map((cause) => <Cause key={cause.id} cause={cause} seen={seen} />)}</ul>
      </section>
      {decoys.length > 0 && (
        <section>
          <Head>{words.decoys(decoys.length)}</Head>
          <ul>{decoys.map((cause) => <Cause key={cause.id} cause={cause} seen={seen} />)}</ul>
        </section>
      )}
    </div>
  );
}

function Cause({ cause, seen }: { cause: CauseSeen; seen: CaseSeen }) {
  const words = text.preview.causes;
  const label = (id: string) => seen.causes.find((each) => each.id === id)?.label ?? id;
  const item = (id: string) => seen.items.find((each) => each.id === id)?.label ?? id;
  const about = seen.exhibits.filter((exhibit) => exhibit.says[cause.id] !== undefined);
  const blockers = Object.entries(cause.blocked_by);
  const remedies = Object.entries(cause.acted_on_by);
  return (
    <li className={styles.cause}>
      <p className="t12 faint">{text.diagnose.map.box[cause.box]} · <code>{cause.id}</code></p>
      <h4 className={styles.causeName}>{cause.label}</h4>
      {seen.kpis.filter((kpi) => cause.share[kpi.id] !== undefined).map((kpi) => (
        <div key={kpi.id} className={styles.share}>
          <span className="t12">{words.share(kpi.label)}</span>
          <Meter label={words.share(kpi.label)} value={cause.share[kpi.id] ?? 0} max={1} valueLabel={format.percent((cause.share[kpi.id] ?? 0) * 100)} />
          <b className="t12 num">{format.percent((cause.share[kpi.id] ?? 0) * 100)}</b>
        </div>
      ))}
      {blockers.length > 0 && <p className="t13"><Icon name="lock" size={12} className={styles.inline} /> {words.blocked(blockers.map(([id, beta]) => `${label(id)} (${format.percent(beta * 100)})`).join(", "))}</p>}
      {remedies.length > 0 && <p className="t13 dim">{words.remedies(remedies.map(([id, potency]) => (potency > 0 ? `${item(id)} (${format.percent(potency * 100)})` : item(id))).join(", "))}</p>}
      {remedies.length === 0 && !cause.decoy && <p className="t13 dim">{words.noRemedy}</p>}
      {about.length > 0
        ? <p className="row wrap g4"><span className="t12 faint">{words.evidence}</span>{about.map((exhibit) => <Says key={exhibit.tag} exhibit={exhibit} says={exhibit.says[cause.id] ?? 0} />)}</p>
        : <p className="t13 dim">{words.noEvidence}</p>}
      {cause.explain && <details className={styles.more}><summary>{words.explain}</summary><Markdown source={cause.explain} level={4} className="t13" /></details>}
    </li>
  );
}

/** An exhibit's word on a cause: its tag opens it, the figure says how strongly. */
function Says({ exhibit, says }: { exhibit: ExhibitSeen; says: number }) {
  const words = text.preview.causes;
  return (
    <span className={styles.says}>
      <ExhibitTag tag={exhibit.tag} look={says > 0 ? "for" : "against"} sense={words.says(says, exhibit.decisive)} onPress={() => choose.screen(`exhibit/${exhibit.tag}`)} />
      <span className="t12 num" aria-hidden="true">{format.signed(says)}{exhibit.decisive ? "!" : ""}</span>
    </span>
  );
}
