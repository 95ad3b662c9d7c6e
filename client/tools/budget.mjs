/**
 * Add up what a browser loads until Diagnose can be used, from the build's manifest, and fail over 250 KB.
 *
 * Counted: the page, its scripts and styles and those of the lobby and of Diagnose, gzipped as the build wrote them, and
 * the three fonts that the first screen shows. Not counted: what is loaded on first use (charts, dialogs' own chunks,
 * the italic, other alphabets).
 */
import { existsSync, readFileSync, statSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import { join } from "node:path";

const limit = 250 * 1024;
const fonts = /(instrument-sans-latin-wght|newsreader-latin-400|newsreader-latin-500)-normal/;
const screens = ["src/screens/lobby/index.tsx", "src/screens/diagnose/index.tsx"];

const out = fileURLToPath(new URL("../../server/practicum/web/static", import.meta.url));
const manifest = JSON.parse(readFileSync(join(out, ".vite/manifest.json"), "utf8"));

const files = new Set(["index.html"]);
const visit = (name) => {
  const chunk = manifest[name];
  if (chunk === undefined || files.has(chunk.file)) return;
  files.add(chunk.file);
  for (const file of chunk.css ?? []) files.add(file);
  for (const next of chunk.imports ?? []) visit(next);
};
visit("index.html");
for (const name of screens) visit(name);
for (const chunk of Object.values(manifest)) for (const file of [chunk.file, ...(chunk.assets ?? [])]) if (fonts.test(file)) files.add(file);

const sized = [...files].map((file) => [file, size(join(out, file))]).sort((a, b) => b[1] - a[1]);
const total = sized.reduce((sum, [, bytes]) => sum + bytes, 0);
for (const [file, bytes] of sized) console.log(`${kb(bytes)}  ${file}`);
console.log(`${kb(total)}  to a usable Diagnose, of ${kb(limit).trim()}`);
if (total > limit) {
  console.error(`the client is over its budget by ${kb(total - limit).trim()}: move something into a chunk that is loaded on use`);
  process.exit(1);
}

function size(path) {
  if (path.endsWith(".woff2")) return statSync(path).size;
  return existsSync(`${path}.gz`) ? statSync(`${path}.gz`).size : gzipSync(readFileSync(path), { level: 9 }).length;
}

function kb(bytes) {
  return `${(bytes / 1024).toFixed(1).padStart(6)} KB`;
}
