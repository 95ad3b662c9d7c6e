/** Choices that come quicker than answers, in every order in which they, the server and a team-mate may come to pass. */
import { expect, test } from "vitest";
import type { Answer, Do } from "../../records";
import { guessFor } from "../../records/guesses";
import { createRecords } from "../../records/records";
import type { Metric } from "../../wire/types.gen";
import { type MetricMoves, metricMoves, type Trouble } from "./metricMoves";

const key = "metric/1/rework" as const;
const self = { seat: "ana", name: "Ana", role: "participant", team: "1" } as const;
const rest = async () => { for (let turn = 0; turn < 3; turn++) await null; };
type Put = Omit<Metric, "by"> & { team: string; instrument: string };
type Frame = { put: Metric; edits: number; at: string } | { id: number; answer: Answer; at: string };

/** Ana's page, the server, and what is on its way between them. */
class Table {
  readonly records = createRecords();
  readonly sent: Put[] = [];
  readonly frames: Frame[] = [];
  trouble: Trouble | null = null;
  metric: Metric | undefined;
  private taken = 0;
  private read = 0;
  private version = 1;
  private readonly answers: ((answer: Answer) => void)[] = [];
  private moves: MetricMoves | null = null;

  constructor(private readonly unaffordable: number | null = null) {
    this.records.whole({ "instrument/rework": { today: 14 } }, "1-a");
  }

  private readonly act: Do = (move, args) => new Promise((answer) => {
    this.answers.push(answer);
    const id = this.sent.push(args as unknown as Put);
    const guess = guessFor(move, args, self);
    if (guess) this.records.lay(id, guess);
  });

  /** The moves of the screen as it stands; after a remount another one. */
  does(isRemounted: boolean): MetricMoves {
    if (isRemounted || this.moves === null) this.moves = metricMoves("1", this.records, this.act, { trouble: (next) => { this.trouble = next(this.trouble); }, refused: () => {} });
    return this.moves;
  }

  get canTake() { return this.taken < this.sent.length; }
  get canRead() { return this.read < this.frames.length; }

  /** The server decides the next move. */
  take() {
    const { team: _, instrument: __, ...wanted } = this.sent[this.taken++] as Put;
    if (this.taken === this.unaffordable) return this.frames.push({ id: this.taken, answer: { ok: false, code: "budget.exceeded", message: "Too dear." }, at: "" });
    if ((this.metric?.revision ?? 0) !== wanted.revision) return this.frames.push({ id: this.taken, answer: { ok: false, code: "stale", message: "Ruth was quicker.", now: this.metric ?? null }, at: "" });
    this.tell({ ...wanted, by: this.metric?.by ?? "ana", revision: wanted.revision + 1 });
    return this.frames.push({ id: this.taken, answer: { ok: true }, at: `${this.version}-a` });
  }

  /** A team-mate says whose the metric is. */
  mate() {
    const now = this.metric ?? { baseline: 14, plan_baseline: false, target: null, month: null, owner: "", isolation: "none", by: "ruth", revision: 0 };
    this.tell({ ...now, owner: "Ruth", revision: now.revision + 1 });
  }

  /** Ana's page hears the next thing. */
  hear() {
    const frame = this.frames[this.read++] as Frame;
    if ("put" in frame) return this.records.apply({ [key]: frame.put, "work/1/measure": { revision: frame.edits, by: "ana", edited_due: 0 } }, [], frame.at);
    if (frame.answer.ok) this.records.done(frame.id, frame.at);
    else this.records.refused(frame.id);
    return this.answers[frame.id - 1]?.(frame.answer);
  }

  private tell(put: Metric) {
    this.metric = put;
    this.frames.push({ put, edits: this.version, at: `${++this.version}-a` });
  }
}

const choices: ((moves: MetricMoves) => void)[] = [
  (moves) => moves.choose("rework"), (moves) => void moves.change("rework", { target: 8 }), (moves) => void moves.change("rework", { month: 12 }),
];

type Turn = "choice" | "server" | "page" | "mate";

/** What may come next, after these turns. */
function next(table: Table, turns: readonly Turn[], hasMate: boolean): Turn[] {
  const may: Turn[] = [];
  // One changes what one sees: the choice of the metric is seen at once, by the guess.
  if (turns.filter((turn) => turn === "choice").length < choices.length) may.push("choice");
  if (table.canTake) may.push("server");
  if (table.canRead) may.push("page");
  if (hasMate && !turns.includes("mate")) may.push("mate");
  return may;
}

async function play(turns: readonly Turn[], isRemounted: boolean, unaffordable: number | null, hold: (table: Table, choices: number) => void): Promise<Table> {
  const table = new Table(unaffordable);
  let at = 0;
  for (const turn of turns) {
    if (turn === "choice") choices[at++]?.(table.does(isRemounted));
    else if (turn === "server") table.take();
    else if (turn === "page") table.hear();
    else table.mate();
    await rest();
    hold(table, at);
  }
  return table;
}

/** Every order, to its end. */
async function all({ hasMate = false, isRemounted = false, unaffordable = null as number | null }, hold: (table: Table, turns: string) => void, always: (table: Table, choices: number) => void = () => {}): Promise<number> {
  let count = 0;
  const walk = async (turns: readonly Turn[]): Promise<void> => {
    const table = await play(turns, isRemounted, unaffordable, always);
    const may = next(table, turns, hasMate);
    if (may.length === 0) {
      count += 1;
      hold(table, turns.join(" "));
    }
    for (const turn of may) await walk([...turns, turn]);
  };
  await walk([]);
  return count;
}

test("a choice made right after another one holds, whatever has come back by then", async () => {
  for (const isRemounted of [false, true]) {
    const count = await all({ isRemounted }, ({ metric, records, trouble, sent }, turns) => {
      expect(metric, turns).toMatchObject({ target: 8, month: 12, revision: 3 });
      expect(records.get(key), turns).toEqual(metric);
      expect(trouble, turns).toBeNull();
      expect(sent.map(({ revision }) => revision), turns).toEqual([0, 1, 2]);
    }, ({ records }, choices) => {
      // Whoever signs at this moment names the work as they see it, with their own choices in it.
      expect(records.get("work/1/measure")?.revision ?? 0).toBe(choices);
    });
    expect(count).toBeGreaterThan(50);
  }
});

test("with a team-mate between them nobody's choice is lost: it holds, or it stands in one of two versions to choose from", async () => {
  const count = await all({ hasMate: true }, ({ metric, trouble }, turns) => {
    const versions = [metric, trouble?.clash?.now, trouble?.clash?.wanted];
    for (const said of [{ target: 8 }, { month: 12 }, { owner: "Ruth" }]) {
      expect(versions.some((one) => Object.entries(said).every(([field, value]) => (one as Record<string, unknown> | undefined)?.[field] === value)), `${JSON.stringify(said)} after ${turns}`).toBe(true);
    }
  });
  expect(count).toBeGreaterThan(500);
});

test("a choice made on top of one that is refused is made once more, on what stands; the reason stays", async () => {
  await all({ unaffordable: 2 }, ({ metric, trouble }, turns) => {
    expect(metric, turns).toMatchObject({ target: null, month: 12, revision: 2 });
    // Whoever chose once they had been told the reason, the third thing that they heard, has done with it.
    const heard = turns.slice(0, turns.lastIndexOf("choice")).split("page").length - 1;
    if (heard < 3) expect(trouble, turns).toMatchObject({ message: "Too dear.", clash: null });
    else expect(trouble, turns).toBeNull();
  });
  await all({ unaffordable: 1 }, ({ metric, trouble, records }, turns) => {
    expect([metric, records.get(key)], turns).toEqual([undefined, undefined]);
    expect(trouble, turns).toMatchObject({ message: "Too dear.", clash: null });
  });
});
