/** The head of a letter: `**From:** …`, `**To:** …` at the top of its source, one pair a line, apart from the text. */
export interface Letter { head: readonly (readonly [name: string, value: string])[]; body: string }

const headLine = /^\*\*([^*\n]{1,24}):\*\*\s*(.*?)\s*$/;

/** Split a source into its head and its body. A source without a head is all body. */
export function letterOf(source: string): Letter {
  const lines = source.trimStart().split("\n");
  const end = lines.findIndex((line) => !headLine.test(line));
  const count = end < 0 ? lines.length : end;
  // The head ends with an empty line; a bold word that merely begins a paragraph is text.
  if (count === 0 || (lines[count] ?? "").trim() !== "") return { head: [], body: source };
  const head = lines.slice(0, count).map((line) => {
    const [, name = "", value = ""] = headLine.exec(line) ?? [];
    return [name, value] as const;
  });
  return { head, body: lines.slice(count + 1).join("\n") };
}
