/** The whole client behind the screens, without a browser: what it says after a socket was lost, and what its people are told. */
import { encode } from "@msgpack/msgpack";
import { expect, test } from "vitest";
import type { ServerFrame } from "./codec";
import { furnish, type Happening, Replay } from "./replay";

const rest = async () => { for (let turn = 0; turn < 20; turn++) await null; };
furnish(globalThis);

const welcome = (done: number): ServerFrame => ({ t: "welcome", seat: { seat: "p1", name: "Ann", role: "participant", team: "1" }, at: `${4 + done}-1`, now: 5, whole: true, put: {}, drop: [], done });
const frame = (said: ServerFrame): Happening => ({ do: "frame", bytes: encode(said) });
const say = (text: string): Happening => ({ do: "move", move: "chat.say", with: { team: "1", text } });

async function playing(...happenings: Happening[]) {
  const client = await Replay.begin("a.token", ["claim", "chat"], rest);
  const take = (happening: Happening) => client.take(happening, rest);
  for (const happening of happenings) await take(happening);
  return take;
}

test("what was not answered is sent again, though the log is past it: only its answer says how it ended", async () => {
  const take = await playing({ do: "opened" }, frame(welcome(0)), say("one"), say("two"), { do: "closed" }, { do: "retry" }, { do: "opened" });
  const back = await take(frame(welcome(2)));
  expect(back.said.flatMap((said) => (said.t === "move" ? [said.id] : []))).toEqual([1, 2]);
  expect(back.settled).toEqual([]);
  expect((await take(frame({ t: "refused", id: 1, code: "stale", message: "Somebody was faster." }))).settled).toEqual([[1, false]]);
  expect((await take(frame({ t: "done", id: 2, at: "6-1" }))).settled).toEqual([[2, true]]);
});

test("what is decided is guessed no longer, before its answer comes again", async () => {
  const take = await playing({ do: "opened" }, frame(welcome(0)));
  const claim = { team: "1", id: "c1", text: "Mine", box: "motives", cause: null, revision: 0 };
  expect((await take({ do: "move", move: "claim.put", with: claim })).guessed).toEqual(["claim/1/c1"]);
  for (const happening of [{ do: "closed" }, { do: "retry" }, { do: "opened" }] as const) await take(happening);
  expect((await take(frame(welcome(1)))).guessed).toEqual([]);
});

test("who lost their count goes on where the server knows them to be", async () => {
  const take = await playing({ do: "opened" }, frame(welcome(7)));
  expect((await take(say("one"))).said).toMatchObject([{ t: "move", id: 8 }]);
});
