/** Finding a quoted passage again in the text of a document, whatever white space the document sets it with. */

/** The passage inside a note's quotation marks, or null when the note is no quotation. */
export function passageOf(note: string): string | null {
  const [, passage] = /^“(.+?)…?”$/s.exec(note.trim()) ?? [];
  return passage === undefined || passage.trim().length < 4 ? null : passage.trim();
}

export interface Spot { /** Which piece of text, and where in it. */ piece: number; offset: number }

/** Where a passage begins and ends in pieces of text that follow each other; null when it is not there. */
export function findPassage(pieces: readonly string[], passage: string): { start: Spot; end: Spot } | null {
  const spots: Spot[] = [];
  let plain = "";
  pieces.forEach((piece, at) => {
    for (let offset = 0; offset < piece.length; offset++) {
      const letter = piece[offset] ?? "";
      const isSpace = /\s/.test(letter);
      if (isSpace && (plain === "" || plain.endsWith(" "))) continue;
      plain += isSpace ? " " : letter;
      spots.push({ piece: at, offset });
    }
    // Two blocks have no white space between them in the tree, and one in a selection.
    if (!plain.endsWith(" ") && plain !== "") {
      plain += " ";
      spots.push({ piece: at, offset: piece.length });
    }
  });
  const wanted = passage.replace(/\s+/g, " ");
  const from = plain.indexOf(wanted);
  const start = spots[from];
  const last = spots[from + wanted.length - 1];
  return from < 0 || start === undefined || last === undefined ? null : { start, end: { piece: last.piece, offset: last.offset + 1 } };
}
