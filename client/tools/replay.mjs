/**
 * Clients without browsers, driven by whoever writes to our input: `node tools/replay.mjs [client's folder]`.
 *
 * A message is a length (four bytes, big-endian) and a msgpack map, both ways; each one is answered, in order.
 * `{client, do: "begin"}` makes a client anew, `"all"` asks for everything that it was told, `"end"` lets it go, and what
 * else may happen to a client is said in `src/wire/replay.ts`.
 */
import { resolve } from "node:path";
import { decode, encode } from "@msgpack/msgpack";
import { runnerImport } from "vite";

const root = resolve(process.argv[2] ?? `${import.meta.dirname}/..`);
const { module } = await runnerImport(`${root}/src/wire/replay.ts`, { configFile: false, root, logLevel: "error" });
const clients = new Map();

let waiting = Buffer.alloc(0);

for await (const more of process.stdin) {
  waiting = Buffer.concat([waiting, more]);
  while (waiting.length >= 4 && waiting.length >= 4 + waiting.readUInt32BE()) {
    const end = 4 + waiting.readUInt32BE();
    say(answer(decode(waiting.subarray(4, end))));
    waiting = waiting.subarray(end);
  }
}

function answer({ client, ...happening }) {
  try {
    if (happening.do === "begin") clients.set(client, new module.Replay());
    else if (happening.do === "end") clients.delete(client);
    else if (happening.do === "all") return clients.get(client).everything();
    else return clients.get(client).take(happening);
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
