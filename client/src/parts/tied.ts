/** A figure stays on the line of its sign or unit: a no-break space before `%`, `h`, `k`, `m`, `min` and `s`. */
export const tied = (text: string): string => text.replace(/(\d) (?=(?:%|h|k|m|min|s)(?![\p{L}\d]))/gu, "$1\u00a0");
