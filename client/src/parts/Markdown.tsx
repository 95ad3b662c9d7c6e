/**
 * Text of a case, from Markdown to elements. Nothing is ever set as HTML: raw HTML in the source is shown as text.
 *
 * The subset: paragraphs, headings, emphasis, lists, quotations, tables, code, rules, links (http, https, mailto) and
 * images. An image is drawn only if `asset` knows its name: the session's own assets, never another site's.
 * Until the parser is here, for a moment, the text stands as it was written.
 */
import { lazy, Suspense } from "react";
import { classes } from "./classes";
import styles from "./Markdown.module.css";

export interface MarkdownProps {
  source: string;
  /** The address of one of the session's own assets, or undefined. */
  asset?: (name: string) => string | undefined;
  /** The level of the highest heading in the source. */
  level?: 2 | 3 | 4;
  className?: string;
  /** The language that the text is in, where it is not the page's. */
  lang?: string;
}

const Elements = lazy(() => import("./markdowns"));

export function Markdown(props: MarkdownProps) {
  const plain = <div className={classes(styles.markdown, styles.plain, props.className)}>{props.source}</div>;
  return <Suspense fallback={plain}><Elements {...props} /></Suspense>;
}
