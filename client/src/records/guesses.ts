/**
 * What a pending move will look like, before the server has answered: one guess a move, as far as a client can tell.
 *
 * A guess decides nothing. A move that has none simply shows when its delta arrives. Moves that commit or spend
 * (bets, signatures, opening evidence) have none on purpose: they are true when they are on disk.
 *
 * A record with a revision is guessed only over the revision that its move names. Its change is told before it is
 * answered, and a guess over the change itself would count it twice: whoever chose on in that moment would name a
 * revision that there never was, and be refused. Over any other revision the move is about to be refused.
 */
import type { Key, MoveArgs, MoveName, Rec } from "./keys";
import type { Self } from "./live";
import { type Change, drop, type Guess, put, type See } from "./records";

type Signable = "diagnose" | "design" | "measure";
type Revised = "claim" | "gap" | "plan" | "metric";
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
    const key = `claim/${args.team}/${args.id}` as const;
    const known = see.get(key);
    yield* over(see, key, args.revision, {
      text: args.text, box: args.box, cause: args.cause, by: known?.by ?? self.seat, made_due: known?.made_due ?? dueNow(see), edited_by: known ? self.seat : null,
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
    const { team, revision, ...gap } = args;
    yield* over(see, `gap/${team}`, revision, { ...gap, by: self.seat }, edited(see, team, "diagnose", self));
  },
  "plan.put": (args, self) => function* (see) {
    const key = `plan/${args.team}/${args.item}` as const;
    yield* over(see, key, args.revision, { start: args.start, claims: args.claims, by: see.get(key)?.by ?? self.seat }, edited(see, args.team, "design", self));
  },
  "plan.drop": (args, self) => function* (see) {
    yield* without(see, `plan/${args.team}/${args.item}`, edited(see, args.team, "design", self));
  },
  "metric.put": (args, self) => function* (see) {
    const { team, instrument, revision, ...metric } = args;
    const key = `metric/${team}/${instrument}` as const;
    yield* over(see, key, revision, { ...metric, by: see.get(key)?.by ?? self.seat }, edited(see, team, "measure", self));
  },
  "metric.drop": (args, self) => function* (see) {
    yield* without(see, `metric/${args.team}/${args.instrument}`, edited(see, args.team, "measure", self));
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

/** The next form of a record, if it still stands at the revision that the move begins from, and what changes with it. */
function* over<K extends `${Revised}/${string}`>(see: See, key: K, revision: number, record: Omit<Rec<K>, "revision">, ...more: Change[]): Iterable<Change> {
  if ((see.get(key)?.revision ?? 0) === revision) yield* [put(key, { ...record, revision: revision + 1 } as never), ...more];
}

/** No record, if there is one, and what changes with it. */
function* without(see: See, key: Key, ...more: Change[]): Iterable<Change> {
  if (see.get(key)) yield* [drop(key), ...more];
}

/** The team's work of a phase, edited once more: whoever signs right after their own edit signs what they see. */
function edited(see: See, team: string, phase: Signable, self: Self): Change {
  const key = `work/${team}/${phase}` as const;
  return put(key, { revision: (see.get(key)?.revision ?? 0) + 1, by: self.seat, edited_due: dueNow(see) });
}

/** The guess for a move, or undefined. */
export function guessFor(move: string, args: unknown, self: Self | null): Guess | undefined {
  const make = guesses[move as MoveName] as ((args: unknown, self: Self) => Guess) | undefined;
  return self === null ? undefined : make?.(args, self);
}

/** A guess knows no server time: the last that the clock wrote down is near enough for a record that lives seconds. */
function dueNow(see: See): number {
  return see.get("clock")?.due ?? 0;
}
