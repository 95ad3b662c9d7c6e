/** A reading with the short part of its unit: `14 %` for "% of claims", `3.2` for "out of 5" and words. */
import { format } from "../../text";

export function reading(value: number, unit: string): string {
  return unit.startsWith("%") ? format.percent(value, 1) : format.number(value, Math.abs(value) < 20 ? 2 : 1);
}
