/** Which figures the brief adds to the case's own: budget and hours, unless the case names the same value itself. */
export function addsTo(own: readonly { value: string }[], value: string): boolean {
  const plain = (words: string) => words.replace(/[\s\u00a0]/g, "");
  return !own.some((figure) => plain(figure.value) === plain(value));
}
