// Pyodide in Node on the library that is given, for the build: nothing is looked up elsewhere.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const OURS = ["needed.py", "archive.py", "later.py"];
const BEHIND = ["behind/dataclasses.py", "behind/re/_compiler.py"];

/** @param {string} engine @param {string} library @param {Record<string, string>} files path inside → file here */
export async function start(engine, library, files) {
  const { loadPyodide } = await import(pathToFileURL(`${engine}/pyodide.mjs`).href);
  const python = await loadPyodide({
    indexURL: `${engine}/`,
    stdLibURL: library,
    lockFileContents: { info: JSON.parse(readFileSync(`${engine}/pyodide-lock.json`, "utf8")).info, packages: {} },
    packageBaseUrl: `${engine}/`,
  });
  for (const [name, path] of Object.entries(files)) python.FS.writeFile(name, readFileSync(path));
  for (const name of OURS) python.FS.writeFile(`/${name}`, readFileSync(new URL(name, import.meta.url)));
  python.FS.mkdirTree("/behind/re");
  for (const name of BEHIND) python.FS.writeFile(`/${name}`, readFileSync(new URL(name, import.meta.url)));
  python.runPython("import sys; sys.path.insert(0, '/')");
  return python;
}
