/** Text of a case as elements, in a chunk of its own with the parser: `Markdown.tsx` fetches it with the first text. */
import { lexer, type Token, type Tokens } from "marked";
import { Fragment, type ReactNode, useMemo } from "react";
import { classes } from "./classes";
import type { MarkdownProps } from "./Markdown";
import { tied } from "./tied";
import styles from "./Markdown.module.css";

interface Setting { asset: (name: string) => string | undefined; /** What is added to a heading's depth. */ deeper: number }

export default function MarkdownElements({ source, asset, level = 3, className, lang }: MarkdownProps) {
  const tokens = useMemo(() => lexer(source, { gfm: true }), [source]);
  const highest = Math.min(6, ...tokens.map((token) => (token.type === "heading" ? (token as Tokens.Heading).depth : 6)));
  const setting: Setting = { asset: asset ?? (() => undefined), deeper: level - highest };
  return <div className={classes(styles.markdown, className)} lang={lang}>{blocks(tokens, setting)}</div>;
}

function blocks(tokens: readonly Token[] | undefined, setting: Setting): ReactNode {
  return tokens?.map((token, index) => <Fragment key={index}>{block(token, setting)}</Fragment>);
}

function block(token: Token, setting: Setting): ReactNode {
  switch (token.type) {
    case "space": case "def": return null;
    case "paragraph": return <p>{inlines(token.tokens, setting)}</p>;
    case "text": return token.tokens ? inlines(token.tokens, setting) : token.text;
    case "heading": {
      const Title = `h${Math.min(6, setting.deeper + (token as Tokens.Heading).depth)}` as "h3";
      return <Title>{inlines(token.tokens, setting)}</Title>;
    }
    case "blockquote": return <blockquote>{blocks(token.tokens, setting)}</blockquote>;
    case "list": return list(token as Tokens.List, setting);
    case "table": return table(token as Tokens.Table, setting);
    case "code": return <pre><code>{token.text}</code></pre>;
    case "hr": return <hr />;
    default: return <p>{token.raw}</p>;
  }
}

function list(token: Tokens.List, setting: Setting): ReactNode {
  const items = token.items.map((item, index) => <li key={index}>{blocks(item.tokens, setting)}</li>);
  return token.ordered ? <ol start={token.start || 1}>{items}</ol> : <ul>{items}</ul>;
}

function table(token: Tokens.Table, setting: Setting): ReactNode {
  return (
    <div className={styles.scroll} tabIndex={0} role="group">
      <table>
        <thead><tr>{token.header.map((cell, at) => <th key={at} scope="col" data-align={cell.align ?? undefined}>{inlines(cell.tokens, setting)}</th>)}</tr></thead>
        <tbody>{token.rows.map((row, line) => <tr key={line}>{row.map((cell, at) => <td key={at} data-align={cell.align ?? undefined}>{inlines(cell.tokens, setting)}</td>)}</tr>)}</tbody>
      </table>
    </div>
  );
}

function inlines(tokens: readonly Token[] | undefined, setting: Setting): ReactNode {
  return tokens?.map((token, index) => <Fragment key={index}>{inline(token, setting)}</Fragment>);
}

function inline(token: Token, setting: Setting): ReactNode {
  switch (token.type) {
    case "text": case "escape": return "tokens" in token && token.tokens ? inlines(token.tokens, setting) : unescaped(token.text);
    case "strong": return <strong>{inlines(token.tokens, setting)}</strong>;
    case "em": return <em>{inlines(token.tokens, setting)}</em>;
    case "del": return <del>{inlines(token.tokens, setting)}</del>;
    case "codespan": return <code>{unescaped(token.text)}</code>;
    case "br": return <br />;
    case "link": return link(token as Tokens.Link, setting);
    case "image": return image(token as Tokens.Image, setting);
    default: return token.raw;
  }
}

function link(token: Tokens.Link, setting: Setting): ReactNode {
  const inside = inlines(token.tokens, setting);
  return /^(https?:\/\/|mailto:)/i.test(token.href) ? <a href={token.href} target="_blank" rel="noopener noreferrer">{inside}</a> : inside;
}

function image(token: Tokens.Image, setting: Setting): ReactNode {
  const address = setting.asset(token.href);
  return address ? <img src={address} alt={token.text} title={token.title ?? undefined} loading="lazy" /> : <em>{token.text}</em>;
}

/** Entities that the lexer leaves in plain text, back to their characters; a figure keeps its unit beside it. */
function unescaped(text: string): string {
  return tied(text.replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => entities[name] ?? ""));
}

const entities: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: "\"", "#39": "'", nbsp: "\u00a0" };
