// node office.mjs RUNTIME_FOLDER REQUESTS_JSON ANSWERS_JSON: the published runtime with its office archive answers every request.
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
python.FS.writeFile("/office.zip", readFileSync(`${runtime}/${manifest.later.office.url}`));
python.pyimport("yoken.more").add("/office.zip");
const { handle } = python.pyimport("yoken.browser");
writeFileSync(answers, JSON.stringify(JSON.parse(readFileSync(requests, "utf8")).map((request) => handle(request))));
