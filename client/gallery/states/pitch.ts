/** Pitch: one's own turn, another's, over; six teams; a team that has nothing. */
import Pitch from "../../src/screens/pitch";
import { instruments, metrics, phase, plan, priya, team } from "./team";

const at = (current: number) => ({
  Screen: Pitch,
  self: priya,
  records: { ...team, ...plan, ...instruments, ...metrics, phase: phase("pitch"), pitch: { order: ["2", "1", "3"], current, ends_due: current < 3 ? 95_000 : null }, "decision/1/diagnose": { signed: true, agreed: 5, of: 5, round: 1, closed_due: 0 } },
});

const six = { "team/4": { name: "Dogwood", number: 4 }, "team/5": { name: "Elm", number: 5 }, "team/6": { name: "Hornbeam and friends of the night shift", number: 6 } };
const nothing = { ...at(1), records: Object.fromEntries(Object.entries(at(1).records).filter(([key]) => !/^(plan|metric|gap|claim|link|spread|decision)\//.test(key))) };

export const pitchStates = {
  "pitch.other": at(0),
  "pitch.own": at(1),
  "pitch.over": at(3),
  "pitch.six": { ...at(0), records: { ...at(0).records, ...six, pitch: { order: ["6", "2", "1", "5", "3", "4"], current: 0, ends_due: -95_000 } } },
  "pitch.nothing": nothing,
};
