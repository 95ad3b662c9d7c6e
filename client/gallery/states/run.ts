/** Run: before the first months, between steps, while months pass, the year over, with nothing measured. */
import Run from "../../src/screens/run";
import { instruments, metrics, phase, plan, planned, priya, team } from "./team";

/** Readings from a week to another, along a line that wobbles. */
const readings = (from: number, to: number, start: number, end: number, wobble: number) => Array.from({ length: to - from }, (_, at) => [from + at, start + ((end - start) * Math.max(0, from + at)) / Math.max(1, to) + wobble * Math.sin(at * 2.1)]);
const series = (weeks: number) => ({
  "series/1/late": { points: readings(-26, weeks, 14, 10.6, 0.6), control: readings(-26, weeks, 14.2, 13.8, 0.5), baseline: 14 },
  "series/1/codes": { points: readings(4, weeks, 55, 88, 1.5), control: [], baseline: 61 },
  "series/1/drill": { points: readings(9, weeks, 92, 74, 1), control: [], baseline: null },
});
const at = (step: number, wanted: number, records: object = {}, chosen: object = metrics) => ({
  Screen: Run,
  self: priya,
  records: { ...team, ...plan, "plan/1/board": planned(34, ["c"]), ...instruments, ...chosen, phase: phase("run"), run: { step, wanted, steps: 4, week: step * 13, month: step * 3 }, ...(step > 0 ? series(step * 13) : {}), ...records },
});
const release = { title: "Firmware 4.3, in three weeks", channel: "email", sender: "the IT rollout lead", body: "It adds two more codes.", options: [{ option: "hold", label: "Hold it until month 9", about: "" }, { option: "ship", label: "Ship as planned", about: "" }], sent_due: 0, week: 26, answer: null, answered_by: null, budget: 0, costs: {} };
const ledger = (month: number, more: object) => ({ "ledger/1": { month, cost: 44_300, benefit: null, roi_percent: null, why: "A return needs the last three months of the year.", ...more } });

export const runStates = {
  "run.begins": at(0, 1),
  "run.between": at(2, 2, { ...ledger(6, {}), "inject/1/release": release }),
  "run.playing": at(2, 3, { ...ledger(6, {}), "midcourse/1": { step: 2 } }),
  "run.over": at(4, 4, ledger(12, { benefit: 61_000, roi_percent: 37.7, why: "Damage claims were not measured." })),
  "run.blind": at(2, 2, {}, {}),
};
