// node memory.mjs RUNTIME_FOLDER REQUEST_JSON: megabytes of the published runtime's memory, and its objects, after 10 and after 1,000 answers, as JSON.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [runtime, request] = process.argv.slice(2).map((name) => resolve(name));
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
});
const { handle } = python.pyimport("yoken.browser");
const asked = JSON.parse(readFileSync(request, "utf8"));
const found = [];
for (let edit = 1; edit <= 1000; edit++) {
  asked.facts.timetable.at(-1).minutes = `${60 + (edit % 90)}分`;
  handle(JSON.stringify(asked));
  // What Python has taken from the browser, and how many objects it holds; its allocator counts nothing here.
  if (edit === 10 || edit === 1000) {
    found.push([python._module.HEAP8.length / 1e6, python.runPython("import gc; gc.collect(); len(gc.get_objects())")]);
  }
}
console.log(JSON.stringify(found));
