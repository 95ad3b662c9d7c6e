/** What `practicum check` says of the case as it was saved: errors first, each with its place, its cure and where it shows. */
import { useEffect, useState } from "react";
import { Button } from "../../parts/Button";
import { Head } from "../../parts/Head";
import { Icon } from "../../parts/Icon";
import { Markdown } from "../../parts/Markdown";
import { Note } from "../../parts/Note";
import { text } from "../../text";
import { type Finding, meaningOf, type State } from "./api";
import { choose } from "./choice";
import type { Group } from "./screens";
import styles from "./Side.module.css";

export function Findings({ state, groups }: { state: State; groups: readonly Group[] }) {
  const words = text.preview.findings;
  const errors = state.findings.filter((finding) => finding.severity === "error");
  const warnings = state.findings.filter((finding) => finding.severity === "warning");
  const known = new Set(groups.flatMap((group) => group.screens.map((screen) => screen.id)));
  return (
    <div className={styles.panel}>
      {state.checking && <Note role="status" icon="clock">{words.checking}</Note>}
      {state.findings.length === 0 && !state.checking && <Note look="pos" role="status">{words.none}</Note>}
      {errors.length > 0 && <Section title={words.errors(errors.length)} findings={errors} known={known} />}
      {warnings.length > 0 && <Section title={words.warnings(warnings.length)} findings={warnings} known={known} />}
    </div>
  );
}

function Section({ title, findings, known }: { title: string; findings: readonly Finding[]; known: ReadonlySet<string> }) {
  return (
    <section>
      <Head>{title}</Head>
      <ul>{findings.map((finding, index) => <Item key={index} finding={finding} isKnown={finding.screen !== null && known.has(finding.screen)} />)}</ul>
    </section>
  );
}

/** The line as it is written, with what is meant marked. */
function Excerpt({ finding }: { finding: Finding }) {
  const from = Math.max(0, finding.underline.indexOf("^"));
  const to = finding.underline.length;
  const line = finding.line_shown;
  return <p className={styles.excerpt}>{line.slice(0, from)}<mark>{line.slice(from, to)}</mark>{line.slice(to)}</p>;
}

/** What the rule behind a finding is about, with examples, fetched when it is first asked for. */
function Meaning({ finding }: { finding: Finding }) {
  const words = text.preview.findings;
  const [told, setTold] = useState<string | null>(null);
  const [isAsked, setAsked] = useState(false);
  useEffect(() => {
    if (isAsked) void meaningOf(finding.rule).then(setTold);
  }, [isAsked, finding.rule]);
  return (
    <details className={styles.more} onToggle={(event) => event.currentTarget.open && setAsked(true)}>
      <summary className="t12"><code>{finding.rule}</code></summary>
      <p className="t13 b">{words.means(finding.about)}</p>
      {told !== null && <Markdown source={told} level={4} className={styles.meaning} />}
    </details>
  );
}

function Item({ finding, isKnown }: { finding: Finding; isKnown: boolean }) {
  const words = text.preview.findings;
  const { screen } = finding;
  const place = `${finding.file}:${finding.line}:${finding.column}`;
  return (
    <li className={styles.finding} data-severity={finding.severity}>
      <Icon name="warning" size={14} />
      <div className={styles.said}>
        <p className="t13">{finding.message}</p>
        {finding.hint && <p className="t13 dim">{finding.hint}</p>}
        {finding.related && <p className="t12 faint">{finding.related}</p>}
        {finding.file && <p className={styles.place}><code>{place}</code></p>}
        {finding.line_shown && <Excerpt finding={finding} />}
        {finding.rule && <Meaning finding={finding} />}
      </div>
      {isKnown && screen !== null && <Button size="sm" aria-label={words.showLabel(place)} onPress={() => choose.screen(screen)}>{words.show}</Button>}
    </li>
  );
}
