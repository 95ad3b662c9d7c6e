/**
 * The texts of the interface, typed by English: `text.lobby.iAmReady`, `text.shell.phaseOf(2, 7, "Diagnose")`.
 *
 * A message is a string or a function that returns one. The language is chosen once, when the page loads: by
 * `?language=…`, by what this browser kept, or by its own preference.
 */
import { en } from "./en";
import { setLocale } from "./format";
import { pseudo } from "./pseudo";

export type Messages = typeof en;

const languages: Record<string, () => Messages> = { en: () => en, pseudo: () => pseudo(en) };

export const language = chosen();
export const text: Messages = (languages[language] ?? languages.en ?? (() => en))();

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
