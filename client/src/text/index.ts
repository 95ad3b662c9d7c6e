/**
 * The texts of the interface, typed by English: `text.lobby.iAmReady`, `text.shell.phaseOf(2, 7, "Diagnose")`.
 *
 * A message is a string or a function that returns one. Sections of later screens are fetched with them (`loadWords`). The language is chosen once, when the page loads: by
 * `?language=…`, by what this browser kept, or by its own preference.
 */
import { en } from "./en";
import { setLocale } from "./format";
import { pseudo } from "./pseudo";

type First = typeof en;
type Home = typeof import("./en/home");
type Later = typeof import("./en/later");
type Preview = typeof import("./en/preview");
export type Messages = First & Home & Later & Preview;

/** Each language, as what it makes of English. */
const languages: Record<string, <Part>(part: Part) => Part> = { en: (part) => part, pseudo };

export const language = chosen();
const translated = languages[language] ?? (<Part>(part: Part) => part);

export const text = { ...translated(en) } as Messages;

const groups = { home: () => import("./en/home"), later: () => import("./en/later"), preview: () => import("./en/preview") };

/** Fetch a group of sections into `text`, before the screens that read them are. */
export async function loadWords(group: keyof typeof groups): Promise<void> {
  Object.assign(text, translated({ ...(await groups[group]()) }));
}

setLocale(language === "en" || language === "pseudo" ? "en-GB" : language);

function chosen(): string {
  if (typeof location === "undefined") return "en";
  const asked = new URLSearchParams(location.search).get("language");
  const wanted = [asked, kept(asked), ...navigator.languages.map((name) => name.slice(0, 2))];
  return wanted.find((name): name is string => name !== null && name in languages) ?? "en";
}

function kept(asked: string | null): string | null {
  try {
    if (asked !== null && asked in languages) localStorage.setItem("practicum.language", asked);
    return localStorage.getItem("practicum.language");
  } catch {
    return null;
  }
}

export * as format from "./format";
