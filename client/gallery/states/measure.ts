/** Measure: nothing chosen, at work, everything chosen. */
import Measure from "../../src/screens/measure";
import { instruments, metric, metrics, phase, plan, priya, team } from "./team";

const at = (records: object) => ({ Screen: Measure, self: priya, records: { ...team, ...plan, ...instruments, phase: phase("measure"), ...records } });
const all = Object.fromEntries(Object.keys(instruments).map((key) => [key.replace("instrument/", "metric/1/"), metric({ isolation: "expert", target: 90, month: 12, owner: "Ruth" })]));

export const measureStates = {
  "measure.empty": at({}),
  "measure.work": at({ ...metrics, "work/1/measure": { revision: 3, by: "h", edited_due: 0 } }),
  "measure.all": at({ ...all, "work/1/measure": { revision: 3, by: "h", edited_due: 0 } }),
};
