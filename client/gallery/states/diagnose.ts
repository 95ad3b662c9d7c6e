/** Brief and Diagnose: empty, at work, a card, the bet before and after, the statement, exhibits of each kind, closed, watching. */
import { createElement } from "react";
import Brief from "../../src/screens/brief";
import Diagnose from "../../src/screens/diagnose";
import { phase, priya, team } from "./team";

const exhibit = (title: string, kind: string, state: string, more: object = {}) => ({ title, kind, hours: 1, state, needs: "", person: null, topic: null, request: null, cut: null, opened_by: state === "open" ? "a" : null, opened_due: 0, arrives_due: null, source: "", body: "", table: null, chart: null, alt: "", ...more });

const room = {
  "hours/1": { budget: 24, spent: 14 },
  "person/sorter": { name: "Night sorter", role: "Vale depot", about: "On nights for two years. Asked not to be named." },
  "person/lead": { name: "Joan Pryce", role: "Shift supervisor, Harbour depot", about: "" },
  "request/damage": { title: "Damage claims, grouped as you like", about: "All claims of the year.", holder: "Ruth, Operations", hours: 2, delay_minutes: 3, cuts: [{ cut: "step", label: "By handling step", tag: "X4" }, { cut: "depot", label: "By depot", tag: "X5" }] },
  "evidence/1/D1": exhibit("The request from the VP", "email", "open", { hours: 0, opened_by: null, source: "Dana Whitlock to you", body: "**From:** Dana Whitlock\n**Subject:** Time management\n\nThey cannot manage their time. I want a two-day course for all 420." }),
  "evidence/1/D2": exhibit("Bonus scheme, February revision", "document", "open"),
  "evidence/1/D3": exhibit("Supervisor promotion record", "table", "closed", { hours: 2 }),
  "evidence/1/D4": exhibit("Scanner rollout minutes", "document", "locked", { needs: "Opens after D3." }),
  "evidence/1/I1": exhibit("So what do you do when it beeps?", "interview", "open", { person: "sorter", topic: "beep", source: "Night sorter, Vale depot", body: "You press four and it goes away. Everybody presses four. If I stop and ring somebody, that is two minutes, and two minutes is thirty parcels off my rate.\n\nNobody has ever sat down with me about a wrong sort." }),
  "evidence/1/I2": exhibit("Does your supervisor notice?", "interview", "closed", { person: "sorter", topic: "notice" }),
  "evidence/1/I3": exhibit("How do you coach?", "interview", "locked", { person: "lead", topic: "coach", needs: "Ask the night sorter first." }),
  "evidence/1/X1": exhibit("Late deliveries by month", "chart", "open", { source: "Scanner log", chart: { form: "line", finding: "Late deliveries took off in April", unit: "% of parcels" }, alt: "Line chart. Late deliveries rise from 6 % in January to 14 % in September.", table: { columns: ["Month", "Late (%)"], rows: [["Jan", 6], ["Feb", 6.2], ["Mar", 6.1], ["Apr", 9.8], ["May", 12.4], ["Jun", 13.6], ["Jul", 13.9], ["Aug", 14.2], ["Sep", 14]] } }),
  "evidence/1/X4": exhibit("Damage claims by handling step", "chart", "waiting", { request: "damage", cut: "step", arrives_due: 107_000, opened_by: "t" }),
  "evidence/1/X5": exhibit("Damage claims by depot", "table", "closed", { request: "damage", cut: "depot" }),
  "evidence/1/O1": exhibit("Walk the night sort at Vale", "observation", "closed", { hours: 5 }),
};

const map = {
  "claim/1/d": { text: "Crews have stopped caring about lateness", box: "motives", cause: null, by: "a", revision: 1, made_due: 4 },
  "claim/1/e": { text: "Night shift runs 22 % below its rota", box: "resources", cause: null, by: "m", revision: 1, made_due: 5 },
  "link/1/d.I1": { claim: "d", evidence: "I1", stance: "contradicts", strength: 2, note: "“Nobody has ever sat down with me about a wrong sort.”", by: "a" },
  "link/1/a.I1": { claim: "a", evidence: "I1", stance: "supports", strength: 3, note: "“You press four and it goes away.”", by: "a" },
  "remark/1/r": { evidence: "I1", text: "She rings nobody because ringing costs rate. That is the bonus, not attitude.", by: "a" },
};
const signed = { "work/1/diagnose": { revision: 4, by: "h", edited_due: 0 }, "sign/1/diagnose.1/t": { revision: 4, signed_due: 0 }, "sign/1/diagnose.1/h": { revision: 4, signed_due: 0 }, "sign/1/diagnose.1/p": { revision: 3, signed_due: 0 } };
const letter = { "inject/1/letter": { title: "The VP wants one line for Thursday’s board", channel: "email", sender: "the VP of Operations", body: "Why is this not a time-management problem?", options: [{ option: "now", label: "Answer with what you know", about: "Two hours." }, { option: "later", label: "Ask for a week", about: "" }], sent_due: 0, week: 0, answer: null, answered_by: null, budget: 0, costs: {} } };
const candidates = { "cause/1/other": { label: "Something else" } };
const betting = { ...candidates, "betting/1": { round: 1, seats: ["t", "h"] } };
const placed = { ...candidates, "betting/1": { round: 1, seats: ["a", "h", "m", "p", "t"] }, "bet/p": { team: "1", round: 1, points: { aid: 60, bonus: 20, other: 20 } } };

/** Without what the gallery's team has done. */
const fresh = Object.fromEntries(Object.entries(team).filter(([key]) => !/^(claim|link|cause|spread|gap)\//.test(key)));
const unbet = Object.fromEntries(Object.entries(team).filter(([key]) => !key.startsWith("spread/")));

const running = { at: Date.now(), due: 0, running: true, rate: 1 };

/** A state of Diagnose, with what is open in it: `claim=a`, `exhibit=I1`. */
function at(records: object, open = "", self = priya) {
  const Screen = () => {
    const missing = [...new URLSearchParams(open)].filter(([name]) => !new URLSearchParams(location.search).has(name));
    if (missing.length > 0) history.replaceState(null, "", `${location.pathname}${location.search}&${new URLSearchParams(missing)}`);
    return createElement(Diagnose);
  };
  return { Screen, self, records: { ...team, clock: running, phase: phase("diagnose"), ...room, ...records } };
}

const request = { request: "**From:** Dana Whitlock, VP of Operations\n**Subject:** Time management\n\nThey cannot manage their time. I want a two-day course for all 420 before peak season.\n\nDana", sponsor: "Dana Whitlock, VP of Operations", about: "Nine parcel depots and a promise of next-day delivery.", since: "January", kpis: [{ kpi: "late", label: "Late deliveries", unit: "% of parcels", good: "down", baseline: 14, wanted: 8 }], asks: ["A two-day course"] };

export const diagnoseStates = {
  "brief.read": { Screen: Brief, self: priya, records: { ...team, brief: request, phase: phase("brief"), clock: running } },
  "diagnose.empty": { ...at({}), records: { ...fresh, clock: running, ...room, phase: phase("diagnose") } },
  "diagnose.work": at({ ...map, ...signed, ...letter }),
  "diagnose.paused": at({ ...map, ...signed, clock: { ...running, running: false } }, "panel=bet"),
  "diagnose.card": at({ ...map, ...signed }, "claim=a"),
  "diagnose.bet": { ...at({}, "panel=bet"), records: { ...unbet, clock: running, ...room, ...map, ...betting, phase: phase("diagnose") } },
  "diagnose.spread": at({ ...map, ...placed }, "panel=bet"),
  "diagnose.statement": at({ ...map, ...signed }, "panel=statement"),
  "diagnose.interview": at(map, "exhibit=I1"),
  "diagnose.chart": at(map, "exhibit=X1"),
  "diagnose.compare": at(map, "exhibit=X1&with=I1"),
  "diagnose.cover": at(map, "exhibit=O1"),
  "diagnose.waiting": at(map, "exhibit=X4"),
  "diagnose.person": at(map, "person=sorter"),
  "diagnose.request": at(map, "request=damage"),
  "diagnose.closed": at({ ...map, ...signed, phase: { ...phase("design"), rounds: { diagnose: 1, design: 1 } }, "decision/1/diagnose": { signed: false, agreed: 2, of: 5, round: 1, closed_due: 0 } }, "claim=a"),
  "diagnose.watching": at({ ...map, ...signed }, "claim=a", { ...priya, role: "observer" as const, seat: "o" }),
};
