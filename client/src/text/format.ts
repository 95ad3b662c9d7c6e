/**
 * Numbers, money and time as people read them: a true minus, tabular figures, a no-break space before `%` and units.
 *
 * Money is `£12.0k` in plans and `£12,000` in ledgers and decisions; one form in one table.
 */
const nbsp = "\u00a0";
const minus = "\u2212";

let locale = "en-GB";

/** Set the language of figures, once, at the start. */
export function setLocale(next: string): void {
  locale = next;
}

function trueMinus(text: string): string {
  return text.replace(/^(\D*?)-/, `$1${minus}`);
}

/** A figure with at most `digits` decimals: 1,234.5 */
export function number(value: number, digits = 1): string {
  return trueMinus(new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(value === 0 ? 0 : value));
}

/** A figure with exactly `digits` decimals, for one form in one table: 14.0, 12.6 */
export function fixed(value: number, digits = 1): string {
  return trueMinus(new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value === 0 ? 0 : value));
}

/** A figure with its sign: +3.2, −1, 0 */
export function signed(value: number, digits = 1): string {
  return trueMinus(new Intl.NumberFormat(locale, { maximumFractionDigits: digits, signDisplay: "exceptZero" }).format(value));
}

/** A figure with its unit: `14 %`, `3 h`; a no-break space between. */
export function withUnit(value: number, unit: string, digits = 1): string {
  return unit === "" ? number(value, digits) : `${number(value, digits)}${nbsp}${unit}`;
}

/** A percentage that is already in hundredths: 14 → `14 %`. */
export function percent(value: number, digits = 0): string {
  return withUnit(value, "%", digits);
}

/** Money in full: £12,000. */
export function money(value: number, currency: string): string {
  return trueMinus(currencyFormat(currency, { maximumFractionDigits: 0 }).format(value === 0 ? 0 : value));
}

/** Money short, for plans: £12.0k, £1.20m; under a thousand in full. */
export function moneyShort(value: number, currency: string): string {
  const size = Math.abs(value);
  if (size < 1_000) return money(value, currency);
  const [divisor, letter, digits] = size < 999_950 ? [1_000, "k", 1] as const : [1_000_000, "m", 2] as const;
  return trueMinus(currencyFormat(currency, { minimumFractionDigits: digits, maximumFractionDigits: digits }).format(value / divisor)) + letter;
}

function currencyFormat(currency: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  // A case may name its currency by code (GBP) or by sign (£); a sign stands before the figure.
  if (/^[A-Z]{3}$/.test(currency)) return new Intl.NumberFormat(locale, { style: "currency", currency, currencyDisplay: "narrowSymbol", ...options });
  const plain = new Intl.NumberFormat(locale, options);
  return { format: (value: number) => (value < 0 ? `-${currency}${plain.format(-value)}` : `${currency}${plain.format(value)}`) } as Intl.NumberFormat;
}

/** Time left: `18:42`, `1:05:00`, `−0:30` after the end. Part of a second counts as a whole one. */
export function clockText(ms: number): string {
  const seconds = Math.ceil(Math.abs(ms) / 1000) * Math.sign(ms);
  const size = Math.abs(seconds);
  const hours = Math.floor(size / 3600);
  const minutes = Math.floor((size % 3600) / 60);
  const rest = String(size % 60).padStart(2, "0");
  const text = hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${String(minutes).padStart(2, "0")}:${rest}`;
  return seconds < 0 ? `${minus}${text}` : text;
}

/** A length in words: `35 min`, `2 h 30`, `20 s`. */
export function duration(ms: number): string {
  if (ms < 60_000) return `${Math.max(0, Math.round(ms / 1000))}${nbsp}s`;
  return minutes(Math.round(ms / 60_000));
}

/** Minutes in words: `35 min`, `2 h 30`, `2 h`. */
export function minutes(count: number): string {
  if (count < 60) return `${Math.round(count)}${nbsp}min`;
  const rest = Math.round(count % 60);
  return rest === 0 ? `${Math.floor(count / 60)}${nbsp}h` : `${Math.floor(count / 60)}${nbsp}h${nbsp}${rest}`;
}

/** Analyst hours: `3 h`, `2.5 h`. */
export function hours(count: number): string {
  return withUnit(count, "h", 1);
}

/** The time of day where the reader is: `09:40`. */
export function timeOfDay(ms: number): string {
  return new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(ms);
}

/** A day of this year or another, and the time: 4 Nov, 14:30 */
export function dateAndTime(ms: number): string {
  const isThisYear = new Date(ms).getFullYear() === new Date().getFullYear();
  return new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", year: isThisYear ? undefined : "numeric", hour: "2-digit", minute: "2-digit" }).format(ms);
}

/** Names in a sentence: Ana, Ben and Cy. */
export function list(names: readonly string[]): string {
  return new Intl.ListFormat(locale, { type: "conjunction" }).format(names);
}

/** `count` with the right word: `plural(3, "cause", "causes")` → `3 causes`. */
export function plural(count: number, one: string, many: string): string {
  return `${number(count, 0)}${nbsp}${count === 1 ? one : many}`;
}

/** A range of whole numbers with an en dash: 4–36. */
export function range(from: number, to: number): string {
  return from === to ? number(from, 0) : `${number(from, 0)}\u2013${number(to, 0)}`;
}
