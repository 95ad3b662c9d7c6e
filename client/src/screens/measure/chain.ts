/**
 * The chain of metrics as figures: the instruments of the catalogue by level, which of them the team chose, and what
 * stays unseen.
 */
import { lastOf, type See } from "../../records";
import type { InstrumentShown, Level, Metric } from "../../wire/types.gen";

export type Isolation = Metric["isolation"];

/** From the result down to who was there: each is there because of the one below it. */
export const levels: readonly Level[] = ["results", "behaviour", "learning", "reaction", "activity"];

/** The number of a level in the usual count; taking part stands below the first. */
export function numberOf(level: Level): number {
  return levels.length - 1 - levels.indexOf(level);
}

export interface Link extends InstrumentShown { instrument: string; metric: Metric | undefined }
export interface Rung { level: Level; links: readonly Link[] }

/** All instruments; those of the figure that the case is about come first. */
export const instruments = (team: string) => (see: See): Link[] => {
  const kpis = see.get("brief")?.kpis.map(({ kpi }) => kpi) ?? [];
  const place = ({ kpi }: Link) => (kpi === null || !kpis.includes(kpi) ? kpis.length : kpis.indexOf(kpi));
  return see.keys("instrument").flatMap((key) => {
    const shown = see.get(key as `instrument/${string}`);
    const instrument = lastOf(key);
    return shown ? [{ ...shown, instrument, metric: see.get(`metric/${team}/${instrument}`) }] : [];
  }).sort((a, b) => place(a) - place(b));
};

/** The levels that the case has instruments for, with them. */
export const rungs = (team: string) => (see: See): Rung[] => {
  const all = instruments(team)(see);
  return levels.map((level) => ({ level, links: all.filter((link) => link.level === level) })).filter(({ links }) => links.length > 0);
};

/** What the team will not be able to see: the instruments that it did not choose, results first. */
export const unseen = (team: string) => (see: See): Link[] => rungs(team)(see).flatMap(({ links }) => links.filter((link) => link.metric === undefined));

/** What a method of comparison lacks with this metric, or null. */
export function lacks(link: Pick<Link, "archival">, metric: Pick<Metric, "plan_baseline" | "isolation">): "baseline" | "history" | null {
  if (link.archival) return null;
  if (metric.isolation === "trend") return "history";
  return metric.isolation === "pre_post" && !metric.plan_baseline ? "baseline" : null;
}

/** The methods that are open: a control group only where somebody can wait. */
export function methods(controlUnits: readonly string[]): Isolation[] {
  return controlUnits.length > 0 ? ["did", "trend", "pre_post", "expert", "none"] : ["trend", "pre_post", "expert", "none"];
}

/** Whether a target means getting worse than today. */
export function isWrongWay(link: Pick<Link, "good" | "today">, target: number | null): boolean {
  if (target === null || link.today === null) return false;
  return link.good === "up" ? target < link.today : target > link.today;
}

/** How far one step of a target goes: about a hundredth of what it measures, as a round number. */
export function stepOf(link: Pick<Link, "unit" | "today">): number {
  if (link.unit.startsWith("%")) return 1;
  const size = Math.abs(link.today ?? 10);
  if (size >= 200) return 10;
  return size >= 20 ? 1 : 0.1;
}

/** The first words of a sentence, from the words inside one. */
export function asSentence(words: string): string {
  const [first = "", ...rest] = words;
  return first.toLocaleUpperCase() + rest.join("");
}
