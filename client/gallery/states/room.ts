/** The console, the debrief and the room's screen: the lobby, at work with calls, an observer, the year laid open, the end. */
import Debrief from "../../src/screens/debrief";
import Facilitate from "../../src/screens/facilitate";
import Projector from "../../src/screens/projector";
import { agreement, anchors, followed, raters, rating, revealedAnchors, scores } from "./score";
import { instruments, metrics, phase, plan, priya, team } from "./team";

const facilitator = { seat: "f", name: "Facilitator", role: "facilitator" as const, team: null };
const observer = { seat: "o", name: "Observer 1", role: "observer" as const, team: null };

const now = Date.now();
const minute = 60_000;
const begun = { brief: now - 27 * minute, diagnose: now - 17 * minute };
const at17 = { ...phase("diagnose"), rounds: { brief: 1, diagnose: 1 }, ends_due: 62 * minute, started_due: 27 * minute, began_at: begun };
const agenda = [["brief", 10], ["diagnose", 35], ["design", 35], ["measure", 20], ["pitch", 10], ["run", 25], ["debrief", 15]].map(([name, minutes]) => ({ phase: name, minutes }));
const byHand = { how: "hand", phase: null, number: null, of: "", label: "", said: "" };
const inPhase = (name: string, number: number) => ({ ...byHand, how: "phase", phase: name, number });
const event = (title: string, comes: object, more: object = {}) => ({ title, when: "", comes: { ...byHand, ...comes }, contingency_for: null, channel: "email", sender: "Operations", body: `${title}.`, expects: "An answer that says what is known.", options: [{ option: "a", label: "Answer", about: "" }], default: null, sent_to: [], fires_due: null, held: false, ...more });
const activity = (last: number, ...counts: number[]) => ({ last_due: 44 * minute - last, last_do: "claim.put", last_by: "p", minute: 44, counts });

const room = {
  ...team,
  session: { scenario: "gallery", name: "Tuesday cohort", code: "V4L-K7Q", opened_at: now - 44 * minute, agenda, ended: false },
  clock: { at: now, due: 44 * minute, running: true, rate: 1 },
  phase: at17,
  "seat/f": { name: "Facilitator", role: "facilitator", team: null, field: "", years: null, active: true, joined_due: 0 },
  "hours/1": { budget: 24, spent: 14 }, "hours/2": { budget: 24, spent: 20 }, "hours/3": { budget: 24, spent: 22 },
  "activity/1": activity(20_000, 2, 4, 3, 6, 7, 5, 3, 6, 8, 7, 5, 8, 9, 6, 7), "activity/2": activity(60_000, 1, 1, 3, 2, 5), "activity/3": activity(220_000, 4, 3, 2, 1),
  "help/2": { text: "Can we buy more hours?", by: "p", since_due: 42 * minute, seen_by: null },
  "reclaim/h": { name: "Hanna Lind", asked_due: 43 * minute },
  "shelf/driver": event("A driver walks out", inPhase("diagnose", 24), { fires_due: 52 * minute }), "shelf/cut": event("Budget cut, 10 %", inPhase("design", 4)), "shelf/press": event("Local press calls", {}), "shelf/letter": event("Message from the VP", {}, { sent_to: ["1"] }),
  "shelf/call": event("The VP calls", { how: "unanswered", of: "letter", label: "Message from the VP", number: 4 }, { contingency_for: "letter" }), "shelf/depot": event("The east asks for its figures", { how: "opened", of: "X4", label: "Scans by depot" }), "shelf/week": event("A holiday week", { how: "week", phase: "run", number: 20 }), "shelf/rest": event("The press comes back", {}, { contingency_for: "press" }),
  "inject/1/letter": { title: "Message from the VP", channel: "email", sender: "Dana", body: "", options: [{ option: "a", label: "Answer", about: "" }], sent_due: 40 * minute, week: 0, answer: "a", answered_by: "p" },
  "note/n": { text: "Damson: 22 h spent, five causes. Ask what they were looking for.", by: "f", noted_due: 40 * minute },
  "say/1": { text: "Eighteen minutes left. If your statement blames people, test it against X1 first.", by: "f", said_due: 43 * minute },
};

const cause = (id: string, label: string, box: string, share: number) => ({ cause: id, label, box, share, decoy: share === 0, explain: "What the evidence says of it, in two sentences.", blocked_by: {}, decisive: ["X4"] });
const year = (end: number) => Array.from({ length: 65 }, (_, at) => [at - 13, at < 26 ? 14 : 14 - ((14 - end) * (at - 25)) / 39]);
const revealed = (end: number, causes: object, bet: object, more: object = {}) => ({ bet, calibration: 62, causes, spent_on_decoys: 0, items: [], signed: {}, line: year(end), end, cost: 40_000, benefit: 90_000, net: 50_000, roi_percent: 125, bcr: 2.2, payback_months: 5, gap_closed: (14 - end) / 6, claimed_roi_percent: 140, claimed_why: "Claimed by before and after.", claimed_benefit: 96_000, differences: [{ code: "drift", kpi: "late", money: -4_000 }, { code: "ramp_up", kpi: "late", money: 18_000 }, { code: "noise", kpi: "late", money: -8_000 }], ...more });
const truth = { causes: [cause("bonus", "Bonus pays for parcels per hour", "incentives", 0.46), cause("aid", "No job aid for scanner firmware 4.2", "information", 0.34), cause("time", "Drivers manage their time badly", "motives", 0)], training_is: "part of the answer", intended: [], kpi: "late", baseline: 14, attainable: 8, value_per_week: 9_000 };
const open = {
  ...room,
  phase: { ...at17, phase: "debrief", rounds: { ...at17.rounds, debrief: 1 }, began_at: { ...begun, debrief: now - minute } },
  "reveal/case": { truth, prompts: ["What changed your mind?"], twin: year(14.4), anchors: revealedAnchors },
  "revealed/1": revealed(7.6, { bonus: "treated", aid: "treated" }, { bonus: 40, aid: 40, time: 5, other: 15 }),
  "revealed/2": revealed(11.1, { bonus: "found", aid: "missed" }, { bonus: 60, aid: 10, other: 30 }, { claimed_roi_percent: null, claimed_why: "Late deliveries was not measured.", claimed_benefit: null, differences: [{ code: "unmeasured", kpi: "late", money: -90_000 }] }),
  "revealed/3": revealed(14.2, { bonus: "missed", aid: "missed" }, { time: 90, other: 10 }, { spent_on_decoys: 96_000, calibration: 12, roi_percent: -100 }),
};
const scored = { ...open, ...scores, ...plan, ...instruments, ...metrics, ...followed, run: { step: 4, wanted: 4, steps: 4, week: 52, month: 12 } };
const rated = { ...raters, anchors: { rows: anchors }, "rating/r/1": rating({ argument: 3, risks: 2, together: 4 }, { argument: "They weigh X4 against D2." }, true), "rating/s/1": rating({ argument: 1, risks: 2, together: 3 }, {}, true), "rating/r/2": rating({ argument: 2 }, { risks: "Nobody said what could stop them." }) };
const pitching = { ...room, ...plan, ...instruments, ...metrics, ...rated, phase: { ...at17, phase: "pitch", rounds: { ...at17.rounds, pitch: 1 } }, pitch: { order: ["2", "1", "3"], current: 0, ends_due: 60 * minute } };
const rae = { seat: "r", name: "Rae Holm", role: "rater" as const, team: null };
// A rater has no other's rating.
const raes = (records: Readonly<Record<string, unknown>>) => Object.fromEntries(Object.entries(records).filter(([key]) => !/^(rating\/s|note|shelf|truth|agreement|help|activity|reclaim)/.test(key)));
const lobby = { ...room, phase: { ...phase("lobby"), ends_due: null, began_at: {} } };

export const roomStates = {
  "facilitate.lobby": { Screen: Facilitate, isBare: true, self: facilitator, records: lobby },
  "facilitate.work": { Screen: Facilitate, isBare: true, self: facilitator, records: { ...room, truth: { truth, teaching_note: "**What the case is for.** Asking why before how." } } },
  "facilitate.paused": { Screen: Facilitate, isBare: true, self: facilitator, records: { ...room, clock: { at: now, due: 44 * minute, running: false, rate: 1 } } },
  "facilitate.watching": { Screen: Facilitate, isBare: true, self: observer, records: room },
  "facilitate.ended": { Screen: Facilitate, isBare: true, self: facilitator, records: { ...open, session: { ...room.session, ended: true } } },
  "debrief.soon": { Screen: Debrief, self: priya, records: { ...room, phase: open.phase } },
  "debrief.open": { Screen: Debrief, self: priya, records: open },
  "debrief.scored": { Screen: Debrief, self: priya, records: scored },
  "facilitate.scored": { Screen: Facilitate, isBare: true, self: facilitator, records: { ...scored, ...rated, agreement } },
  "rating.open": { Screen: Facilitate, isBare: true, self: rae, records: raes(pitching) },
  "rating.late": { Screen: Facilitate, isBare: true, self: rae, records: raes({ ...pitching, phase: { ...pitching.phase, phase: "run" }, run: { step: 1, wanted: 1, steps: 4, week: 13, month: 3 } }) },
  "rating.facilitator": { Screen: Facilitate, isBare: true, self: facilitator, records: pitching },
  "projector.scored": { Screen: Projector, isBare: true, self: facilitator, records: scored },
  "projector.lobby": { Screen: Projector, isBare: true, self: facilitator, records: lobby },
  "projector.work": { Screen: Projector, isBare: true, self: facilitator, records: room },
  "projector.debrief": { Screen: Projector, isBare: true, self: facilitator, records: open },
};
