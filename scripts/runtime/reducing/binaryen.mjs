// The engine's code, read and written by Binaryen.
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

/** @param {string} file */
export const read = (file) => binaryen.readBinary(readFileSync(file), FEATURES);

/**
 * Leaves out what can no longer be reached, and writes the rest.
 * @param {binaryen.Module} engine
 * @param {string} file
 */
export function write(engine, file) {
  if (!engine.validate()) throw new Error(`${file}: not valid`);
  writeFileSync(file, engine.emitBinary());
}

/**
 * The functions that the engine itself holds, in their order.
 * @param {binaryen.Module} engine
 */
export function functions(engine) {
  return Array.from({ length: engine.getNumFunctions() }, (_, index) => engine.getFunctionByIndex(index)).filter(
    (each) => !binaryen.getFunctionInfo(each).module,
  );
}
