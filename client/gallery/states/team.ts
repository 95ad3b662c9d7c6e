/** A team in the middle of a case: what every state below begins with. The case is invented for the gallery. */
import type { Self } from "../../src/records";

export const priya: Self = { seat: "p", name: "Priya Nair", role: "participant", team: "1" };

const seat = (name: string, team: string | null, joined_due: number) => ({ name, role: "participant", team, field: "", years: null, active: true, joined_due });
export const item = (label: string, kind: string, cost: number, lead: number, more: object = {}) => ({ label, about: `${label}, in a sentence or two that say what people do.`, audience: "260 sorters", kind, cost, lead, rollout: 3, asked: false, ...more });
export const planned = (start: number, claims: string[] = []) => ({ start, claims, by: "p", revision: 1 });
export const metric = (more: object = {}) => ({ baseline: null, plan_baseline: false, target: null, month: null, owner: "", isolation: "none", by: "p", revision: 1, ...more });

export const team: Readonly<Record<string, unknown>> = {
  session: { scenario: "gallery", name: "Harbour & Vale Logistics", code: "AAA-AAA", opened_at: 0, agenda: [], ended: false },
  case: { title: "Harbour & Vale Logistics", tagline: "", sector: "Logistics", language: "en", level: "", minutes: 90, currency: "GBP", budget: 120_000, analyst_hours: 20, people: 420, sponsor: "the VP Operations", quote: "", figures: [], control_units: ["Depots that go first", "Depots that can wait"] },
  clock: { at: Date.now(), due: 0, running: true, rate: 1 },
  "team/1": { name: "Cedar", number: 3 },
  "team/2": { name: "Aspen", number: 1 },
  "team/3": { name: "Beech", number: 2 },
  "seat/p": seat("Priya Nair", "1", 1), "seat/t": seat("Tomás Reyes", "1", 2), "seat/h": seat("Hanna Lind", "1", 3), "seat/m": seat("Marcus Bell", "1", 4), "seat/a": seat("Aiko Mori", "1", 5),
  "gap/1": { kpi: "late", actual: 14, desired: 8, since: "November", value_per_week: 9000, statement: "Since the new scanners came, one parcel in seven is late, because sorters guess the exception codes.", by: "p", revision: 2 },
  brief: { request: "", sponsor: "", about: "", since: "", kpis: [{ kpi: "late", label: "Late deliveries", unit: "% of parcels", good: "down", baseline: 14, wanted: 8 }], asks: [] },
  "claim/1/a": { text: "No job aid for scanner firmware 4.2", box: "information", cause: "aid", by: "p", revision: 1, made_due: 1 },
  "claim/1/b": { text: "The bonus pays for parcels per hour", box: "incentives", cause: "bonus", by: "t", revision: 1, made_due: 2 },
  "claim/1/c": { text: "Supervisors were never taught to coach", box: "knowledge", cause: null, by: "h", revision: 1, made_due: 3 },
  "link/1/a.X4": { claim: "a", evidence: "X4", stance: "supports", strength: 3, note: "", by: "p" },
  "link/1/b.D2": { claim: "b", evidence: "D2", stance: "supports", strength: 2, note: "", by: "t" },
  "cause/1/aid": { label: "Sorters have nothing to look codes up in" },
  "cause/1/bonus": { label: "The bonus rewards speed" },
  "spread/1": { points: { aid: 48, bonus: 32, other: 20 }, seats: 5, round: 1 },
  "item/course": item("Time-management course", "learning", 96_000, 6, { asked: true }),
  "item/practice": item("Practice at the belt", "learning", 18_400, 8, { rollout: 8 }),
  "item/card": item("Strap card and labels", "job_aid", 6_500, 3),
  "item/board": item("Daily late-scan board", "feedback", 4_800, 4),
  "item/bonus": item("Bonus on correct sorts", "incentive", 12_000, 10),
  "item/screen": item("New exception screen", "tool", 44_000, 22),
};

export const phase = (name: string) => ({ phase: name, round: 1, rounds: { [name]: 1 }, started_due: 0, ends_due: 900_000, left: {} });
export const plan = { "plan/1/card": planned(0, ["a"]), "plan/1/practice": planned(4, ["a"]), "plan/1/bonus": planned(8, ["b"]), "work/1/design": { revision: 4, by: "a", edited_due: 0 }, "sign/1/design.1/h": { revision: 4, signed_due: 0 }, "sign/1/design.1/t": { revision: 3, signed_due: 0 } };

const instrument = (label: string, level: string, unit: string, blind: string, more: object = {}) => ({ label, about: "", level, unit, good: "up", kpi: null, today: null, cost: 1_200, baseline_cost: 400, lag: 1, every: 1, archival: false, blind, ...more });
export const instruments = {
  "instrument/late": instrument("Late deliveries", "results", "% of parcels", "whether the problem went away", { good: "down", kpi: "late", today: 14, archival: true, cost: 0 }),
  "instrument/claims": instrument("Damage claims", "results", "claims a month", "whether speed was bought with damage", { good: "down", today: 434, archival: true, cost: 600 }),
  "instrument/codes": instrument("Exception code right", "behaviour", "% of scans audited", "whether people code differently at work"),
  "instrument/talks": instrument("Coaching talks", "behaviour", "talks a week", "whether supervisors coach"),
  "instrument/drill": instrument("Exception drill", "learning", "% right within 60 s", "whether people could do it when they left"),
  "instrument/smile": instrument("“I can use this tonight”", "reaction", "out of 5", "whether people found it useful"),
};
export const metrics = {
  "metric/1/late": metric({ baseline: 14, target: 8, month: 12, isolation: "did", owner: "Ruth, Operations" }),
  "metric/1/codes": metric({ target: 90, month: 9, isolation: "pre_post", plan_baseline: true, owner: "Quality" }),
  "metric/1/drill": metric({ target: 85, month: 3, isolation: "pre_post" }),
};
