/** What the debrief says of work: scores by the rubric, ratings, agreement, and a return that can be followed. */
const row = (name: string, group: string, weight: number, level: number | null, reasons: object[] = []) => ({ row: name, group, label: name, by: "machine", weight, level, points: level === null ? null : (weight * level) / 4, reasons, ratings: [], differ: false });
const byPeople = (name: string, group: string, weight: number, ratings: number[]) => {
  const level = ratings.length === 0 ? null : ratings.reduce((sum, one) => sum + one, 0) / ratings.length;
  return { ...row(name, group, weight, level), by: "human", ratings, differ: ratings.length > 1 && Math.max(...ratings) - Math.min(...ratings) > 1 };
};
const why = (code: string, met: boolean, refs: string[] = [], numbers: object = {}) => ({ code, text: "In the server’s words.", met, refs, numbers });

/** A team's score: `levels` of the machine's rows in their order, and what people said. */
export function score(levels: readonly number[], ratings: readonly (readonly number[])[], guidance: readonly object[] = []) {
  const at = (index: number) => levels[index] ?? 0;
  const rows = [
    row("gap", "cause", 5, at(0), [why("gap.right", true, [], { actual: 14, desired: 8 }), why("gap.value_off", false, [], { value: 9_000 })]),
    row("calibration", "cause", 10, at(1), [why("bet.calibrated", true, [], { figure: 62, even: 48.6 }), why("bet.too_high", false, ["cause/1/bonus"])]),
    row("evidence", "cause", 8, at(2), [why("evidence.linked", true, ["claim/1/a", "claim/1/b", "evidence/1/X4", "evidence/1/D2"]), why("evidence.one_sided", false)]),
    row("environment", "cause", 4, at(3), [why("environment.partly", false, ["claim/1/a"], { examined: 2, of: 3 })]),
    byPeople("argument", "cause", 3, [...(ratings[0] ?? [])]),
    row("tied", "solution", 8, at(4), [why("tied.unproven", false, ["plan/1/practice"])]),
    row("mix", "solution", 6, at(5), [why("mix.left", true, ["cause/1/aid"])]),
    row("support", "solution", 6, at(6), [why("support.little", false, [], { gained: 0.1, offered: 0.4 })]),
    row("feasible", "solution", 5, at(7), [why("feasible.budget", true, [], { spent: 44_300, budget: 120_000 })]),
    byPeople("risks", "solution", 5, [...(ratings[1] ?? [])]),
    row("chain", "metrics", 6, at(8), [why("chain.levels", false, ["metric/1/late", "metric/1/codes"], { levels: 2, offered: 4 })]),
    row("targets", "metrics", 6, at(9)),
    row("detect", "metrics", 5, at(10), [why("detect.real_small", false, ["metric/1/late"], { mde: 1.4, effect: 0.8 })]),
    row("isolation", "metrics", 6, at(11), [why("isolation.did", true, ["metric/1/late"])]),
    row("roi", "metrics", 4, at(12), [why("a.code.of.tomorrow", true)]),
    row("balance", "metrics", 3, at(13), [why("balance.none", false)]),
    byPeople("together", "together", 10, [...(ratings[2] ?? [])]),
  ];
  const sum = (by: string) => rows.filter((one) => one.by === by).reduce<number | null>((all, one) => (all === null || one.points === null ? null : all + one.points), 0);
  return { rows, machine: sum("machine"), machine_of: 82, human: sum("human"), human_of: 18, raters: ratings[0]?.length ?? 0, guidance };
}

const aid = (name: string, competency: string) => ({ row: name, competency, aid: "Say what you would have to see to change your mind, before you look. Then look there first." });

export const scores = {
  "score/1": score([3, 2, 2, 3, 2, 3, 1, 4, 2, 4, 2, 4, 3, 0], [[3, 1], [2, 2], [4, 3]], [aid("balance", "Optimizing processes"), aid("support", "Driving performance through others")]),
  "score/2": score([4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4], [[4, 4], [4, 4], [4, 4]]),
  "score/3": score([], [[], [], []], [aid("calibration", "Identifying needs"), aid("tied", "Developing and delivering solutions")]),
};

const rater = (name: string) => ({ name, role: "rater", team: null, field: "", years: null, active: true, joined_due: 0 });
export const raters = { "seat/r": rater("Rae Holm"), "seat/s": rater("Sol Abara") };
export const rating = (levels: object, notes: object = {}, locked = false) => ({ levels, notes, locked, locked_due: locked ? 1 : null });
export const agreement = { rows: { argument: { pairs: 2, exact: 0.5, adjacent: 0.5, kappa: -0.2 }, risks: { pairs: 2, exact: 1, adjacent: 1, kappa: null }, together: { pairs: 2, exact: 0.5, adjacent: 1, kappa: 0.6667 } } };

const weeks = (from: number, to: number, value: number) => Array.from({ length: to - from }, (_, at) => [from + at, value]);
/** What team 1's return follows from. */
export const followed = {
  "series/1/late": { points: [...weeks(-26, 0, 14), ...weeks(0, 39, 12), ...weeks(39, 52, 10.2)], control: [...weeks(-26, 0, 14.2), ...weeks(0, 52, 13.4)], baseline: 14 },
  "ledger/1": { month: 12, cost: 38_000, benefit: 163_800, roi_percent: 331, why: "Claimed by the depots that waited, as a control." },
};

/** What the levels look like in this case, for who judges; the last row has no words of its own. */
const levels = (what: string) => Object.fromEntries([0, 1, 2, 3, 4].map((level) => [String(level), `${what}, as far as level ${level} asks: the depots’ figures (X4) are laid beside what drivers say (D2), and what speaks against it is named.`]));
export const anchors = {
  argument: { anchors: levels("The bonus is argued for"), exemplars: { "2": "“Scans fall where parcels are paid by the piece.” Nothing is said of the depots that are paid by the hour.", "4": "“We may be wrong about the **east**: two of its depots changed the bonus and the scanners in one week.”" } },
  risks: { anchors: levels("Risks are this plan’s own"), exemplars: {} },
};
export const revealedAnchors = Object.fromEntries(Object.entries(anchors).map(([row, guide]) => [row, guide.anchors]));
