/** Points by group, what a reason names, and claimed beside true. */
import { expect, test } from "vitest";
import words from "../../../../server/practicum/scoring/words.py?raw";
import { createRecords } from "../../records/records";
import { score as said } from "../../text/en/score";
import { codesOf, moneyOf } from "./claimed";
import { anchorOf, byGroup, closed, named, written } from "./scores";

const row = (name: string, group: "cause" | "together", by: "machine" | "human", weight: number, points: number | null) => ({ row: name, group, label: name, by, weight, level: null, points, reasons: [], ratings: [], differ: false });

test("the machine's points and people's are summed apart", () => {
  const [cause, , , together] = byGroup({ rows: [row("gap", "cause", "machine", 5, 3.75), row("evidence", "cause", "machine", 8, 4), row("argument", "cause", "human", 3, 2.25), row("together", "together", "human", 10, null)] });
  expect(cause).toMatchObject({ machine: { points: 7.75, of: 13 }, human: { points: 2.25, of: 3 } });
  expect(together).toMatchObject({ machine: { points: null, of: 0 }, human: { points: null, of: 10 } });
});

test("a mean between two levels stands on no anchor", () => {
  expect([anchorOf(3), anchorOf(2.5), anchorOf(null)]).toEqual([3, null, null]);
});

test("a reason names a team's own records; what may not be read is left out", () => {
  const store = createRecords();
  store.whole({ "claim/1/a": { text: "No card" }, "item/course": { label: "Course" }, "instrument/late": { label: "Late log" }, "reveal/case": { truth: { causes: [{ cause: "aid", label: "Nothing to look up" }] } } }, "1-a");
  const refs = ["claim/1/a", "claim/2/b", "evidence/1/X4", "cause/1/aid", "plan/1/course", "metric/1/late"];
  expect(named({ refs })(store).map((one) => one.text)).toEqual(["No card", "X4", "Nothing to look up", "Course", "Late log"]);
});

test("numbers are written as what they are", () => {
  const as = { money: (n: number) => `£${n}`, share: (n: number) => `${n} %`, plain: String };
  expect(written({ cost: 5, served: 62, figure: 71.5 }, as)).toEqual({ cost: "£5", served: "62 %", figure: "71.5" });
  expect([closed("It waits for names:", 0), closed("It has them:", 2)]).toEqual(["It waits for names.", "It has them:"]);
});

test("every reason that scoring knows has a sentence here", () => {
  const codes = [...words.matchAll(/^ {4}"([a-z_]+\.[a-z_]+)":/gm)].map((found) => found[1] ?? "");
  expect(codes.length).toBeGreaterThan(80);
  expect(codes.filter((code) => !(code in said.reason))).toEqual([]);
});

test("differences are summed by reason over a team's figures", () => {
  const part = { differences: [{ code: "noise" as const, kpi: "a", money: 3 }, { code: "drift" as const, kpi: "a", money: -2 }, { code: "noise" as const, kpi: "b", money: 4 }] };
  expect(codesOf([part, { differences: [] }])).toEqual(["drift", "noise"]);
  expect([moneyOf(part, "noise"), moneyOf(part, "opinion")]).toEqual([7, null]);
});
