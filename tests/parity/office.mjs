// node office.mjs RUNTIME_FOLDER REQUESTS_JSON ANSWERS_JSON: the published runtime with its office archive answers every request.
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [runtime, requests, answers] = process.argv.slice(2).map((name) => resolve(name));
const manifest = JSON.parse(readFileSync(`${runtime}/manifest.json`, "utf8"));
const engine = `${runtime}/${manifest.engine}`;
const { loadPyodide } = await import(pathToFileURL(`${engine}pyodide.mjs`).href);
const python = await loadPyodide({
  indexURL: engine,
  stdLibURL: `${runtime}/${manifest.variants.trimmed.stdlib.url}`,
  lockFileContents: manifest.lock,
  packageBaseUrl: engine,
  env: { PYTHONUTF8: "1" },
});
python.unpackArchive(new Uint8Array(readFileSync(`${runtime}/${manifest.later.office.url}`)), "zip", { extractDir: "/later/office" });
python.pyimport("yoken.more").add("/later/office");
const { handle } = python.pyimport("yoken.browser");
writeFileSync(answers, JSON.stringify(JSON.parse(readFileSync(requests, "utf8")).map((request) => handle(request))));
