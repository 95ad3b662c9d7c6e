/** Design: empty, at work, over budget, looked at later. */
import Design from "../../src/screens/design";
import { phase, plan, planned, priya, team } from "./team";

const at = (records: object, self = priya) => ({ Screen: Design, self, records: { ...team, phase: phase("design"), ...records } });

export const designStates = {
  "design.empty": at({}),
  "design.work": at(plan),
  "design.loose": at({ ...plan, "plan/1/screen": planned(39), "plan/1/board": planned(17, ["c"]) }),
  "design.over": at({ ...plan, "plan/1/screen": planned(0, ["a"]), "inject/1/cut": { title: "Finance takes a third back", channel: "email", sender: "Finance", body: "A third.", options: [], sent_due: 0, week: 0, answer: null, answered_by: null, budget: -45_000, costs: {} } }),
  "design.closed": at({ ...plan, phase: { ...phase("measure"), rounds: { design: 1, measure: 1 } }, "decision/1/design": { signed: false, agreed: 3, of: 5, round: 1, closed_due: 0 } }),
  "design.watching": at(plan, { ...priya, role: "observer" as const, seat: "o" }),
};
