// node browser.mjs RUNTIME ROOT RULEBOOK CASES EDITS: our engine and the plain Python in the published runtime, as a worker
// of the bench; `edit` answers the next of what a page asks after each edit.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [runtime, root, book, cases, edits] = process.argv.slice(2).map((name) => resolve(name));
const manifest = JSON.parse(readFileSync(`${runtime}/manifest.json`, "utf8"));
const engine = `${runtime}/${manifest.variants.trimmed.engine}`;
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
const at = "scripts/benchmarks/anchor";
python.FS.mkdirTree(`/bench/${at}`);
for (const name of ["plain.py", "ours.py"]) python.FS.writeFile(`/bench/${at}/${name}`, readFileSync(`${root}/${at}/${name}`));
python.FS.writeFile("/bench/rulebook.json", readFileSync(book));
python.FS.writeFile("/bench/cases.json", readFileSync(cases));
// A function, as the pages call: the reduced engine answers no more of JavaScript than that.
const judge = python.runPython(`
import json, sys
sys.path.insert(0, "/bench")
from scripts.benchmarks.anchor import ours
with open("/bench/cases.json") as cases:
    given = json.load(cases)
work = ours.candidates("/bench/rulebook.json", given)

def judge(name):
    work[name]()

judge
`);
const { handle } = python.pyimport("yoken.browser");
const asked = JSON.parse(readFileSync(edits, "utf8"));
const run = (name) => (name === "edit" ? handle(asked.shift()) : judge(name));
console.log("ready");
for await (const name of createInterface({ input: process.stdin })) {
  const start = performance.now();
  run(name);
  console.log((performance.now() - start) / 1000);
}
