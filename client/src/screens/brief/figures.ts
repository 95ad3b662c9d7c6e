/** Which figures the brief adds to the case's own: budget and hours, unless the case names the same value itself. */
export function addsTo(own: readonly { value: string }[], value: string): boolean {
  // Wherever a language puts its separators and the currency: £180,000 is 180.000 £.
  const plain = (words: string) => words.replace(/[\s\u00a0\u202f.,'’]/g, "").replace(/^(\D+)(\d+)$/, "$2$1");
  return !own.some((figure) => plain(figure.value) === plain(value));
}
