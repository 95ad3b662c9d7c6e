/** The cover of the case file: the company, the sponsor's words, four figures. */
import { Doc } from "../../parts/Sheet";
import { useRecord } from "../../records";
import { text } from "../../text";
import styles from "./Lobby.module.css";

export function CaseFile() {
  const file = useRecord("case");
  if (file === undefined) return null;
  return (
    <Doc className={styles.file}>
      <div className={styles.words}>
        <p className="t12 faint">{text.lobby.file(file.sector)}</p>
        <h1 className="display">{file.title}</h1>
        <p className="read">{file.tagline}</p>
        {file.quote && <blockquote><p>{quoted(file.quote)}</p><footer className="t13 dim">{text.lobby.quoteBy(file.sponsor)}</footer></blockquote>}
      </div>
      {file.figures.length > 0 && (
        <dl className={styles.facts}>
          {file.figures.slice(0, 4).map((figure) => <div key={figure.label}><dt>{figure.label}</dt><dd>{figure.value}</dd>{figure.note && <dd className={styles.note}>{figure.note}</dd>}</div>)}
        </dl>
      )}
    </Doc>
  );
}

/** In quotation marks, unless the author wrote them. */
function quoted(words: string): string {
  return /^["“]/.test(words.trim()) ? words : `“${words.trim()}”`;
}
