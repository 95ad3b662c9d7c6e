/** Session codes: six characters that can't be mistaken for each other when spoken or written by hand. */
export const codeLength = 6;
export const alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** Read what was typed or pasted: capitals, without dashes and spaces. A pasted join link gives its code. */
export function readCode(typed: string): string {
  const link = /\/join\/([^/?#\s]+)/i.exec(typed);
  return (link?.[1] ?? typed).toUpperCase().replace(/[^A-Z0-9]/g, "");
}

/** The first character that no code has, or undefined. */
export function strangeLetter(code: string): string | undefined {
  return [...code].find((letter) => !alphabet.includes(letter));
}

/** As people write it: V4L-K7Q. */
export function writtenCode(code: string): string {
  return code.length > 3 ? `${code.slice(0, 3)}-${code.slice(3)}` : code;
}

/** Put text into the six boxes from a place on; what no longer fits falls off. */
export function placed(code: string, at: number, typed: string): string {
  const boxes = code.padEnd(codeLength, " ").split("");
  [...readCode(typed)].slice(0, codeLength - at).forEach((letter, offset) => {
    boxes[at + offset] = letter;
  });
  return boxes.join("").trimEnd();
}
