/** Design: empty, no causes, at work, over budget, long words, looked at later. */
import Design from "../../src/screens/design";
import { item, phase, plan, planned, priya, team } from "./team";

const at = (records: object, self = priya) => ({ Screen: Design, self, records: { ...team, phase: phase("design"), ...records } });

export const designStates = {
  "design.empty": at({}),
  "design.work": at(plan),
  "design.loose": at({ ...plan, "plan/1/screen": planned(39), "plan/1/board": planned(17, ["c"]) }),
  "design.over": at({ ...plan, "plan/1/screen": planned(0, ["a"]), "inject/1/cut": { title: "Finance takes a third back", channel: "email", sender: "Finance", body: "A third.", options: [], sent_due: 0, week: 0, answer: null, answered_by: null, budget: -45_000, costs: {} } }),
  "design.causeless": { ...at({ "plan/1/card": planned(0) }), records: Object.fromEntries(Object.entries({ ...team, phase: phase("design"), "plan/1/card": planned(0) }).filter(([key]) => !/^(claim|link|spread)\//.test(key))) },
  "design.long": at({
    ...plan,
    "claim/1/a": { text: "Nobody in either depot has anything at hand that says which of the forty-one exception codes of firmware 4.2 belongs to which label, strap or damage", box: "information", cause: "aid", by: "p", revision: 1, made_due: 1 },
    "item/card": { ...item("A laminated strap card with every exception code, its label and a picture, at each of the sixty-four belts", "job_aid", 1_126_500, 3), audience: "260 sorters, 41 shift leads, agency staff of three firms" },
    "work/1/design": { revision: 4, by: "a", edited_due: 0 },
    "sign/1/design.1/p": { revision: 3, signed_due: 0 },
  }),
  "design.paused": at({ ...plan, clock: { at: 0, due: 0, running: false, rate: 1 } }),
  "design.closed": at({ ...plan, phase: { ...phase("measure"), rounds: { design: 1, measure: 1 } }, "decision/1/design": { signed: false, agreed: 3, of: 5, round: 1, closed_due: 0 } }),
  "design.watching": at(plan, { ...priya, role: "observer" as const, seat: "o" }),
};
