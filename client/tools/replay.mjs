/**
 * Clients without browsers, driven by whoever writes to our input: `node tools/replay.mjs [client's folder]`.
 *
 * A message is a length (four bytes, big-endian) and a msgpack map, both ways; each one is answered, in order.
 * `{client, do: "begin", token, kinds}` opens a client, `"all"` asks for everything that it was told, `"end"` lets it go, and
 * what else may happen to a client is said in `src/wire/replay.ts`.
 */
import { resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { decode, encode } from "@msgpack/msgpack";
import { runnerImport } from "vite";

const root = resolve(process.argv[2] ?? `${import.meta.dirname}/..`);
const { module } = await runnerImport(`${root}/src/wire/replay.ts`, { configFile: false, root, logLevel: "error" });
module.furnish(globalThis);
const clients = new Map();
let waiting = Buffer.alloc(0);

for await (const more of process.stdin) {
  waiting = Buffer.concat([waiting, more]);
  while (waiting.length >= 4 && waiting.length >= 4 + waiting.readUInt32BE()) {
    const end = 4 + waiting.readUInt32BE();
    say(await answer(decode(waiting.subarray(4, end))));
    waiting = waiting.subarray(end);
  }
}

async function answer({ client, ...happening }) {
  try {
    const one = clients.get(client);
    if (happening.do === "begin") clients.set(client, await module.Replay.begin(happening.token, happening.kinds, setImmediate));
    else if (happening.do === "all") return one.everything();
    else if (happening.do !== "end") {
      const standing = await one.take(happening, setImmediate);
      return one.agrees ? standing : { failed: "the client that only listens stands elsewhere" };
    } else {
      one.stop();
      clients.delete(client);
    }
    return {};
  } catch (error) {
    return { failed: String(error?.stack ?? error) };
  }
}

function say(message) {
  const body = encode(message, { ignoreUndefined: true });
  const head = Buffer.alloc(4);
  head.writeUInt32BE(body.length);
  process.stdout.write(Buffer.concat([head, body]));
}
