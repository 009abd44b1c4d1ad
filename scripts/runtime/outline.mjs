// node outline.mjs PYODIDE_FOLDER OUT_FOLDER: see engine.py.
import { readFileSync, writeFileSync } from "node:fs";
import binaryen from "binaryen";

const { Features } = binaryen;
// What the engine is built with and no more: the newest ways of writing code down are read by the newest browsers alone.
const FEATURES =
  Features.MutableGlobals |
  Features.NontrappingFPToInt |
  Features.BulkMemory |
  Features.BulkMemoryOpt |
  Features.SignExt |
  Features.ExceptionHandling |
  Features.ReferenceTypes |
  Features.Multivalue |
  Features.ExtendedConst;

const [engine = "", out = ""] = process.argv.slice(2);
const wasm = readFileSync(`${engine}/pyodide.asm.wasm`);
const script = readFileSync(`${engine}/pyodide.asm.js`, "utf8");

// The script takes out every function by name, thousands more than it uses. Emscripten writes each of these alike.
const TAKEN = /var [\w$]+=(?:Module\["[\w$]+"\]=)?wasmExports\["([\w$]+)"\];/g;
const starter = readFileSync(`${engine}/pyodide.mjs`, "utf8");
const used = new Set(`${script.replace(TAKEN, "")}\n${starter}`.match(/[A-Za-z_$][\w$]*/g));

const compiled = new WebAssembly.Module(wasm);
// Addresses that the code asks for by name are found among its own functions.
const asked = WebAssembly.Module.imports(compiled).filter(({ module }) => module.startsWith("GOT."));
const own = new Set(asked.map(({ name }) => name));
const exported = WebAssembly.Module.exports(compiled).map(({ name }) => name);
const kept = new Set(exported.filter((name) => own.has(name) || used.has(name) || used.has(`_${name}`)));

const code = binaryen.readBinary(wasm, FEATURES);
for (const name of exported) if (!kept.has(name)) code.removeExport(name);
code.runPasses(["remove-unused-module-elements"]);
if (!code.validate()) throw new Error("pyodide.asm.wasm: what is left is not valid");
writeFileSync(`${out}/pyodide.asm.wasm`, code.emitBinary());
writeFileSync(
  `${out}/pyodide.asm.js`,
  script.replace(TAKEN, (whole, name) => (kept.has(name) ? whole : "")),
);
console.log(`${exported.length} → ${kept.size}`);
