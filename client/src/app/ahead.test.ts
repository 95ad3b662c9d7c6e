/** What is loaded on use is also fetched ahead: a page without its server can open everything. */
import { expect, test } from "vitest";

const sources = import.meta.glob<string>(["../**/*.{ts,tsx}", "!../**/*.test.ts"], { query: "?raw", import: "default", eager: true });
const asked = /\bimport\("(\.[^"]+)"\)/g;

/** What a file loads on use, as paths from `src`. */
function onUse(file: string): string[] {
  const here = new URL(file, "file:///src/app/");
  return [...(sources[file] ?? "").matchAll(asked)].map(([, path]) => new URL(path ?? "", here).pathname.replace("/src/", ""));
}

test("every piece that is loaded on use is in the list", () => {
  const listed = new Set(onUse("./ahead.ts"));
  // Words come with the screens that need them; the first page is not part of a session.
  const elsewhere = new Set(["text/en/home", "text/en/later", "screens/home", "text/en/preview", "screens/preview"]);
  const found = Object.keys(sources).filter((file) => file !== "./ahead.ts").flatMap(onUse);
  expect(found.length).toBeGreaterThan(10);
  expect([...new Set(found)].filter((name) => !listed.has(name) && !elsewhere.has(name))).toEqual([]);
});
