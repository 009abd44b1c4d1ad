// node trim.mjs PYODIDE_FOLDER OWN_ZIP REQUESTS_JSON OUT_ZIP: see trim.py, which does the work inside Pyodide.
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [engine, own, requests, out] = process.argv.slice(2).map((name) => resolve(name));
const { loadPyodide } = await import(pathToFileURL(`${engine}/pyodide.mjs`).href);
const python = await loadPyodide({
  indexURL: `${engine}/`,
  lockFileContents: { info: lock().info, packages: {} },
  packageBaseUrl: `${engine}/`,
});
python.FS.writeFile("/own.zip", readFileSync(own));
python.FS.writeFile("/requests.json", readFileSync(requests));
python.FS.writeFile("/trim_library.py", readFileSync(new URL("trim.py", import.meta.url)));
python.runPython("import sys; sys.path.insert(0, '/')");
const counts = python.pyimport("trim_library").trim("/own.zip", "/requests.json", "/out.zip");
writeFileSync(out, python.FS.readFile("/out.zip"));
console.log(counts);

function lock() {
  return JSON.parse(readFileSync(`${engine}/pyodide-lock.json`, "utf8"));
}
