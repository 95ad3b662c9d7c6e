/** The request as it reached the team: a document of the case, in its own words. */
import { Markdown } from "../../parts/Markdown";
import { Doc } from "../../parts/Sheet";
import { useLang, useRecord } from "../../records";
import { text } from "../../text";
import { Letter } from "../evidence/Letter";
import styles from "./Brief.module.css";

export function Request() {
  const brief = useRecord("brief");
  if (brief === undefined) return null;
  return (
    <Doc className={styles.request} aria-label={text.brief.request}>
      <header>
        <p className="t12 faint">{text.brief.request}</p>
        <h1 className="h2">{text.brief.from(brief.sponsor)}</h1>
      </header>
      <Letter source={brief.request} className="read" />
    </Doc>
  );
}

/** The company in a few paragraphs. */
export function Company() {
  const brief = useRecord("brief");
  const sector = useRecord("case")?.sector;
  const lang = useLang();
  if (!brief?.about) return null;
  return (
    <Doc className={styles.company} aria-label={text.brief.company}>
      <p className="t12 faint" lang={lang}>{sector}</p>
      <h2 className="h3">{text.brief.company}</h2>
      <Markdown source={brief.about} level={3} className="quote" lang={lang} />
    </Doc>
  );
}
