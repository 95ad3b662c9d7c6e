/** A message of the linter (lower case, no full stop) as a sentence. */
export function sentence(message: string): string {
  const whole = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.?]$/.test(whole) ? whole : `${whole}.`;
}
