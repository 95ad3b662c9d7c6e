/** Pitch: one's own turn, another's, over. */
import Pitch from "../../src/screens/pitch";
import { instruments, metrics, phase, plan, priya, team } from "./team";

const at = (current: number) => ({
  Screen: Pitch,
  self: priya,
  records: { ...team, ...plan, ...instruments, ...metrics, phase: phase("pitch"), pitch: { order: ["2", "1", "3"], current, ends_due: current < 3 ? 95_000 : null }, "decision/1/diagnose": { signed: true, agreed: 5, of: 5, round: 1, closed_due: 0 } },
});

export const pitchStates = { "pitch.other": at(0), "pitch.own": at(1), "pitch.over": at(3) };
