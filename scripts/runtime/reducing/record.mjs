// node record.mjs ENGINE_FOLDER LIBRARY_ZIP OFFICE_ZIP ASKED_JSON OUT_JSON: which functions of the engine are called, by number,
// from its start through everything that is asked, and which ones the types that exist then may call at any time.
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { start } from "../boot.mjs";
import { named } from "./slots.mjs";

const [engine = "", library = "", office = "", asked = "", out = ""] = process.argv.slice(2).map((name) => resolve(name));
/** @type {Set<number>} */
const called = new Set();
const compiled = new WebAssembly.Module(readFileSync(`${engine}/pyodide.asm.wasm`));
const instantiate = WebAssembly.instantiate;
/** @param {any} source @param {any} imports */
WebAssembly.instantiate = (source, imports) =>
  instantiate(source, { ...imports, yoken: { called: (/** @type {number} */ number) => called.add(number) } });

const python = await start(engine, library, { "/office.zip": office });
/** @type {{ checks: string[], files: string[], sources: string[] }} */
const { checks, files, sources } = JSON.parse(readFileSync(asked, "utf8"));
const living = python.pyimport("living");
// The collector of garbage asks what lives then for what it holds: here it comes by often, and in a browser at any time.
living.collect_often();
for (const source of sources) living.read(source);

const { handle } = python.pyimport("yoken.browser");
for (const request of checks) handle(request);
python.pyimport("yoken.more").add("/office.zip");
for (const request of files) {
  const { file } = JSON.parse(handle(request));
  if (file) handle(JSON.stringify({ method: "import", name: file.name, base64: file.base64 }));
}
const imported = WebAssembly.Module.imports(compiled).filter(({ kind }) => kind === "function").length;
for (const number of named(python._module, JSON.parse(living.addresses()))) if (number >= imported) called.add(number - imported);
// As in a browser, where chance has a part in the start.
(await start(engine, library, {}, {})).pyimport("yoken.browser");
writeFileSync(out, JSON.stringify([...called].sort((one, other) => one - other)));
