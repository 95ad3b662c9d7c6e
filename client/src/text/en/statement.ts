/** The form of the gap statement: fetched with it. */
import { list } from "../format";

export const statement = {
  title: "Gap statement",
  lead: "What the figure is, what it should be, and the problem in one sentence. The bet and the sign-off wait for it.",
  kpi: "Figure",
  actual: "Is now",
  desired: "Should be",
  unit: (unit: string) => `in ${unit}`,
  since: "Since when",
  value: "What one point is worth a week",
  valueHint: "Leave it empty until you know. Somebody in the company does.",
  sentence: "The problem in one sentence",
  sentenceHint: "Who does what differently, since when, and what it costs. No cure yet.",
  size: (apart: string) => `A gap of ${apart}`,
  worth: (money: string) => `, ${money} a week`,
  save: "Keep this statement",
  saved: "Kept. Your team can agree to it.",
  discard: "Discard my changes",
  revise: (name: string) => (name === "" ? "It has been changed since you began." : `${name} has changed it since you began.`),
  missing: (names: readonly string[]) => `Still missing: ${list(names)}.`,
  field: { actual: "what it is now", desired: "what it should be", statement: "the sentence" },
  since2: (since: string) => `Since ${since}`,
};
