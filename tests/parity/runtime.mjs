// The published runtime in Node.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

/** @param {string} folder */
export async function start(folder) {
  const manifest = JSON.parse(readFileSync(`${folder}/manifest.json`, "utf8"));
  const engine = `${folder}/${manifest.variants.trimmed.engine}`;
  // The engine looks for these in Node, where a file with such a name is no module; in this repository it is one.
  Object.assign(globalThis, { require: createRequire(import.meta.url), __dirname: engine });
  const { loadPyodide } = await import(pathToFileURL(`${engine}pyodide.mjs`).href);
  const python = await loadPyodide({
    indexURL: engine,
    stdLibURL: `${folder}/${manifest.variants.trimmed.stdlib.url}`,
    lockFileContents: manifest.lock,
    packageBaseUrl: engine,
    env: { PYTHONUTF8: "1" },
  });
  return { python, manifest };
}
