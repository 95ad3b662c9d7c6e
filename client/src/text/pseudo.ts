/** A language for finding gaps: every text is longer, accented and in brackets. What stays plain was never translated. */
const accents: Record<string, string> = { a: "á", e: "é", i: "í", o: "ó", u: "ú", A: "Á", E: "É", I: "Í", O: "Ó", U: "Ú", c: "ç", n: "ñ" };

function pseudoText(text: string): string {
  const longer = text.replace(/[aeiouAEIOUcn]/g, (letter) => accents[letter] ?? letter);
  return `[${longer}${"·".repeat(Math.ceil(text.length / 4))}]`;
}

function pseudoOf(value: unknown): unknown {
  if (typeof value === "string") return pseudoText(value);
  if (typeof value === "function") return (...args: unknown[]) => pseudoOf((value as (...args: unknown[]) => unknown)(...args));
  if (Array.isArray(value)) return value.map(pseudoOf);
  if (typeof value === "object" && value !== null) return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, pseudoOf(inner)]));
  return value;
}

export function pseudo<Part>(messages: Part): Part {
  return pseudoOf(messages) as Part;
}
