// The published runtime in Node; where a test does what no page does, its library on the whole engine.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

/** @param {string} folder @param {"trimmed" | "stock"} variant of the engine */
export async function start(folder, variant = "trimmed") {
  const manifest = JSON.parse(readFileSync(`${folder}/manifest.json`, "utf8"));
  const engine = `${folder}/${manifest.variants[variant].engine}`;
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
