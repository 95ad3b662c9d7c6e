/**
 * What a pending move will look like, before the server has answered: one guess a move, as far as a client can tell.
 *
 * A guess decides nothing. A move that has none simply shows when its delta arrives. Moves that commit or spend
 * (bets, signatures, opening evidence) have none on purpose: they are true when they are on disk.
 */
import type { MoveArgs, MoveName } from "./keys";
import type { Self } from "./live";
import { drop, type Guess, put, type See } from "./records";

type Guesses = { [M in MoveName]?: (args: MoveArgs[M], self: Self) => Guess };

const guesses: Guesses = {
  "seat.ready": (args, self) => function* (see) {
    const phase = see.get("phase");
    if (phase) yield put(`ready/${phase.phase}.${phase.round}/${self.seat}`, { ready: args.ready });
  },
  "team.rename": (args) => function* (see) {
    const team = see.get(`team/${args.team}`);
    if (team) yield put(`team/${args.team}`, { ...team, name: args.name });
  },
  "help.ask": (args, self) => function* (see) {
    if (self.team !== null && !see.get(`help/${self.team}`)) yield put(`help/${self.team}`, { text: args.text, by: self.seat, since_due: dueNow(see), seen_by: null });
  },
  "help.cancel": (_, self) => function* () {
    if (self.team !== null) yield drop(`help/${self.team}`);
  },
  "claim.put": (args, self) => function* (see) {
    const known = see.get(`claim/${args.team}/${args.id}`);
    yield put(`claim/${args.team}/${args.id}`, {
      text: args.text, box: args.box, cause: args.cause, by: known?.by ?? self.seat, revision: (known?.revision ?? 0) + 1, made_due: known?.made_due ?? dueNow(see), edited_by: known ? self.seat : null,
    });
  },
  "claim.drop": (args) => function* (see) {
    yield drop(`claim/${args.team}/${args.id}`);
    for (const key of see.keys(`link/${args.team}`)) if (see.get(key as `link/${string}`)?.claim === args.id) yield drop(key);
  },
  "link.put": (args, self) => function* () {
    yield put(`link/${args.team}/${args.claim}.${args.evidence}`, { claim: args.claim, evidence: args.evidence, stance: args.stance, strength: args.strength, note: args.note, by: self.seat });
  },
  "link.drop": (args) => function* () {
    yield drop(`link/${args.team}/${args.claim}.${args.evidence}`);
  },
  "remark.put": (args, self) => function* () {
    yield put(`remark/${args.team}/${args.id}`, { evidence: args.evidence, text: args.text, by: self.seat });
  },
  "gap.put": (args, self) => function* (see) {
    const { team, revision: _, ...gap } = args;
    yield put(`gap/${team}`, { ...gap, by: self.seat, revision: (see.get(`gap/${team}`)?.revision ?? 0) + 1 });
  },
  "plan.put": (args, self) => function* (see) {
    const key = `plan/${args.team}/${args.item}` as const;
    yield put(key, { start: args.start, claims: args.claims, by: self.seat, revision: (see.get(key)?.revision ?? 0) + 1 });
  },
  "plan.drop": (args) => function* () {
    yield drop(`plan/${args.team}/${args.item}`);
  },
  "metric.put": (args, self) => function* (see) {
    const { team, instrument, revision: _, ...metric } = args;
    const key = `metric/${team}/${instrument}` as const;
    yield put(key, { ...metric, by: self.seat, revision: (see.get(key)?.revision ?? 0) + 1 });
  },
  "metric.drop": (args) => function* () {
    yield drop(`metric/${args.team}/${args.instrument}`);
  },
  "rating.put": (args, self) => function* (see) {
    const key = `rating/${self.seat}/${args.team}` as const;
    const known = see.get(key) ?? { levels: {}, notes: {}, locked: false, locked_due: null };
    if (!known.locked) yield put(key, { ...known, levels: { ...known.levels, [args.row]: args.level }, notes: { ...known.notes, [args.row]: args.note } });
  },
  "note.put": (args, self) => function* (see) {
    yield put(`note/${args.id}`, { text: args.text, by: self.seat, noted_due: dueNow(see) });
  },
  "note.drop": (args) => function* () {
    yield drop(`note/${args.id}`);
  },
};

/** The guess for a move, or undefined. */
export function guessFor(move: string, args: unknown, self: Self | null): Guess | undefined {
  const make = guesses[move as MoveName] as ((args: unknown, self: Self) => Guess) | undefined;
  return self === null ? undefined : make?.(args, self);
}

/** A guess knows no server time: the last that the clock wrote down is near enough for a record that lives seconds. */
function dueNow(see: See): number {
  return see.get("clock")?.due ?? 0;
}
