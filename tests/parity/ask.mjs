// node ask.mjs RUNTIME_FOLDER REQUESTS_JSON ANSWERS_JSON: the runtime that is published answers every request, in one process.
// Requests are pairs of text and the SHA-256 of the answer expected; only an answer that differs is written out, else null:
// all of them together would be longer than one string may be.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [runtime, requests, answers] = process.argv.slice(2).map((name) => resolve(name));
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
const asked = JSON.parse(readFileSync(requests, "utf8"));
const found = asked.map(([request, expected]) => {
  const answer = handle(request);
  return createHash("sha256").update(answer).digest("hex") === expected ? null : answer;
});
writeFileSync(answers, JSON.stringify(found));
