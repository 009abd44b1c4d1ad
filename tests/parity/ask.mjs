// node ask.mjs RUNTIME_FOLDER: the runtime that is published answers every line of standard input, in one process.
// A line is a pair of a request and the SHA-256 of the answer expected; an answer that differs is written out, else null.
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const runtime = resolve(process.argv[2] ?? "");
const manifest = JSON.parse(readFileSync(`${runtime}/manifest.json`, "utf8"));
const engine = `${runtime}/${manifest.engine}`;
// The engine looks for these in Node, where a file with such a name is no module; in this repository it is one.
Object.assign(globalThis, { require: createRequire(import.meta.url), __dirname: engine });
const { loadPyodide } = await import(pathToFileURL(`${engine}pyodide.mjs`).href);
const python = await loadPyodide({
  indexURL: engine,
  stdLibURL: `${runtime}/${manifest.variants.trimmed.stdlib.url}`,
  lockFileContents: manifest.lock,
  packageBaseUrl: engine,
  env: { PYTHONUTF8: "1" },
});
const { handle } = python.pyimport("yoken.browser");
for await (const line of createInterface({ input: process.stdin })) {
  const [request, expected] = JSON.parse(line);
  const answer = handle(request);
  const same = createHash("sha256").update(answer).digest("hex") === expected;
  if (!process.stdout.write(`${JSON.stringify(same ? null : answer)}\n`)) await once(process.stdout, "drain");
}
