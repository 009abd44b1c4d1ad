// node outline.mjs PYODIDE_FOLDER OUT_FOLDER: the engine without what only code loaded into it later could ask for, of which
// this site has none. Its scripts and its code, and beside them the code that tells which of its functions are called.
import { readFileSync, writeFileSync } from "node:fs";
import binaryen from "binaryen";
import { functions, read, write } from "./binaryen.mjs";

const [engine = "", out = ""] = process.argv.slice(2);
const wasm = `${engine}/pyodide.asm.wasm`;
const script = readFileSync(`${engine}/pyodide.asm.js`, "utf8");

// The script takes out every function by name, thousands more than it uses. Emscripten writes each of these alike.
const TAKEN = /var [\w$]+=(?:Module\["[\w$]+"\]=)?wasmExports\["([\w$]+)"\];/g;
const starter = readFileSync(`${engine}/pyodide.mjs`, "utf8");
const used = new Set(`${script.replace(TAKEN, "")}\n${starter}`.match(/[A-Za-z_$][\w$]*/g));

const compiled = new WebAssembly.Module(readFileSync(wasm));
// Addresses that the code asks for by name are found among its own functions.
const asked = WebAssembly.Module.imports(compiled).filter(({ module }) => module.startsWith("GOT."));
const own = new Set(asked.map(({ name }) => name));
const kept = new Set(
  WebAssembly.Module.exports(compiled)
    .map(({ name }) => name)
    .filter((name) => own.has(name) || used.has(name) || used.has(`_${name}`)),
);

const code = read(wasm);
for (const { name } of WebAssembly.Module.exports(compiled)) if (!kept.has(name)) code.removeExport(name);
code.runPasses(["remove-unused-module-elements"]);
write(code, `${out}/outlined.wasm`);
writeFileSync(
  `${out}/pyodide.asm.js`,
  script.replace(TAKEN, (whole, name) => (kept.has(name) ? whole : "")),
);

// Read anew, so that functions have the numbers that they have in what was written.
const telling = read(`${out}/outlined.wasm`);
const all = functions(telling);
telling.addFunctionImport("called", "yoken", "called", binaryen.i32, binaryen.none);
all.forEach((each, number) => {
  const { body, results } = binaryen.getFunctionInfo(each);
  const tell = telling.call("called", [telling.i32.const(number)], binaryen.none);
  binaryen.Function.setBody(each, telling.block(null, [tell, body], results));
});
write(telling, `${out}/pyodide.asm.wasm`);
