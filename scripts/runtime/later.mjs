// node later.mjs PYODIDE_FOLDER OWN_ZIP TRIMMED_ZIP LATER_ZIP REQUESTS_JSON OUT_ZIP: see later.py, which does the work in Pyodide.
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [engine, own, trimmed, later, requests, out] = process.argv.slice(2).map((name) => resolve(name));
const { loadPyodide } = await import(pathToFileURL(`${engine}/pyodide.mjs`).href);
const lock = JSON.parse(readFileSync(`${engine}/pyodide-lock.json`, "utf8"));
const python = await loadPyodide({
  indexURL: `${engine}/`,
  lockFileContents: { info: lock.info, packages: {} },
  packageBaseUrl: `${engine}/`,
});
for (const [name, path] of Object.entries({ own, trimmed, later })) python.FS.writeFile(`/${name}.zip`, readFileSync(path));
python.FS.writeFile("/requests.json", readFileSync(requests));
for (const name of ["trim", "later"]) {
  python.FS.writeFile(`/${name}_library.py`, readFileSync(new URL(`${name}.py`, import.meta.url)));
}
python.runPython("import sys; sys.path.insert(0, '/')");
const counts = python.pyimport("later_library").pack("/own.zip", "/trimmed.zip", "/later.zip", "/requests.json", "/out.zip");
writeFileSync(out, python.FS.readFile("/out.zip"));
console.log(counts);
