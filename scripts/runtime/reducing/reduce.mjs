// node reduce.mjs OUTLINED_WASM CALLED_JSON OUT_WASM: the engine with the functions that were called, and all that their code
// names. Any other stops the engine at once instead of doing its work: the page then goes on with the whole engine.
import { readFileSync } from "node:fs";
import binaryen from "binaryen";
import { functions, read, write } from "./binaryen.mjs";

// Writes addresses of functions into memory when the engine starts: all of them, and calls none.
const RELOCATES = "__wasm_apply_data_relocs";

const [outlined = "", called = "", out = ""] = process.argv.slice(2);
const engine = read(outlined);
const all = functions(engine);
const numbers = new Map(all.map((each, number) => [binaryen.getFunctionInfo(each).name, number]));
const { data: table } = binaryen.getElementSegmentInfo(engine.getElementSegmentByIndex(0));
const { value: relocates } = binaryen.getExportInfo(engine.getExport(RELOCATES));
const globals = Array.from({ length: engine.getNumGlobals() }, (_, index) => binaryen.getGlobalInfo(engine.getGlobalByIndex(index)));
const tableBase = globals.find(({ base }) => base === "__table_base")?.name ?? "";

/**
 * Names of functions that the code of one calls, or takes the address of: where it looks into the table at all, any number may
 * be a place in it.
 * @param {number} number
 */
function names(number) {
  const { body, name } = binaryen.getFunctionInfo(/** @type {number} */ (all[number]));
  const text = binaryen.emitText(body);
  const direct = [...text.matchAll(/\((?:call|return_call) \$"?([^\s()"]+)/g)].map(([, callee = ""]) => callee);
  if (name === relocates || !text.includes(`(global.get $${tableBase})`)) return direct;
  const taken = [...text.matchAll(/\(i32\.const (\d+)\)/g)].map(([, place]) => table[Number(place)] ?? "");
  return [...direct, ...taken];
}

/** @type {Set<number>} Grows while it is walked through. */
const kept = new Set(JSON.parse(readFileSync(called, "utf8")));
for (const number of kept) {
  for (const name of names(number)) {
    const callee = numbers.get(name);
    if (callee !== undefined) kept.add(callee);
  }
}

all.forEach((each, number) => {
  if (!kept.has(number)) binaryen.Function.setBody(each, engine.unreachable());
});
// What is left of the others is alike, and stands in the table of functions once.
engine.runPasses(["duplicate-function-elimination", "remove-unused-module-elements"]);
write(engine, out);
console.log(`${all.length} → ${kept.size}`);
