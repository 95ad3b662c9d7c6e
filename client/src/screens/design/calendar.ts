/**
 * The year of a plan: 52 weeks, in twelve months of which three make thirteen weeks.
 *
 * A month starts in week ⌊(m − 1) · 13 / 3⌋, as in the model of the outcome; a place on the board is a share of the
 * year in which all months are equally wide.
 */
export const weeksOfYear = 52;
export const months: readonly number[] = Array.from({ length: 12 }, (_, index) => index + 1);

/** The first week of a month; month 13 gives the week after the year. */
export function monthStart(month: number): number {
  return Math.floor(((month - 1) * 13) / 3);
}

/** The month, 1 to 12, that a week belongs to. */
export function monthOf(week: number): number {
  let month = 12;
  while (month > 1 && monthStart(month) > week) month--;
  return month;
}

/** Where a week begins on a board of twelve equal months: 0 at the year's start, 1 at its end. */
export function placeOf(week: number): number {
  if (week <= 0) return 0;
  if (week >= weeksOfYear) return 1;
  const month = monthOf(week);
  const start = monthStart(month);
  return (month - 1 + (week - start) / (monthStart(month + 1) - start)) / 12;
}

/** The month at a place on the board. */
export function monthAt(place: number): number {
  return Math.min(12, Math.max(1, Math.floor(place * 12) + 1));
}

/** The first month that begins in a week or later; 13 when the year has no such month. */
export function monthFrom(week: number): number {
  return months.find((month) => monthStart(month) >= week) ?? 13;
}
