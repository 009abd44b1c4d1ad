// The functions that Python's types and built-in functions name, found in the engine's memory.
// Layouts as in Include/cpython/object.h, methodobject.h and descrobject.h of this CPython, in words of four bytes.
const PYTHON = "3.13";

const METHODS = { size: 4, functions: [1] };
const ATTRIBUTES = { size: 5, functions: [1, 2] };
const TYPE = {
  // From tp_dealloc to tp_vectorcall. What lies between and is no function is taken for one where it is as small a number.
  begins: 6,
  ends: 51,
  // tp_as_async, tp_as_number, tp_as_sequence, tp_as_mapping and tp_as_buffer: where, and how many functions there are.
  groups: [
    [10, 4],
    [12, 36],
    [13, 10],
    [14, 3],
    [20, 2],
  ],
  methods: 29,
  attributes: 31,
};
// d_base of a wrapper, and there function and wrapper.
const WRAPPER = { base: 5, begins: 2, ends: 4 };
// Up to the end of a built-in function or of a method's descriptor: which definition it has, and how it is called.
const FUNCTION = { begins: 2, ends: 7 };

/**
 * Numbers of functions in the engine's code, the imported ones counted too.
 * @param {any} module Emscripten's
 * @param {{ types: number[], wrappers: number[], functions: number[] }} addresses in bytes
 */
export function named(module, { types, wrappers, functions }) {
  const python = module.API.pyVersionTuple.slice(0, 2).join(".");
  if (python !== PYTHON) throw new Error(`Python ${python}: slots.mjs has the layouts of ${PYTHON}`);
  const table = /** @type {WebAssembly.Table} */ (module.wasmTable);
  const memory = /** @type {Uint32Array} */ (module.HEAPU32);
  /** @type {Set<number>} */
  const found = new Set();

  /** @param {number} address @param {number} begins @param {number} ends words */
  const take = (address, begins, ends) => {
    for (const word of memory.subarray(address / 4 + begins, address / 4 + ends)) {
      const callee = word < table.length ? table.get(word) : null;
      // A function of the engine's own goes by its number.
      if (callee && /^\d+$/.test(callee.name)) found.add(Number(callee.name));
    }
  };
  /** @param {number} address @param {{ size: number, functions: number[] }} entry an array that ends with an empty one */
  const takeAll = (address, entry) => {
    for (let at = address; address && memory[at / 4]; at += entry.size * 4) {
      for (const index of entry.functions) take(at, index, index + 1);
    }
  };
  /** @param {number} address @param {number} index */
  const at = (address, index) => memory[address / 4 + index] ?? 0;

  for (const type of types) {
    take(type, TYPE.begins, TYPE.ends);
    for (const [index = 0, count = 0] of TYPE.groups) if (at(type, index)) take(at(type, index), 0, count);
    takeAll(at(type, TYPE.methods), METHODS);
    takeAll(at(type, TYPE.attributes), ATTRIBUTES);
  }
  for (const each of wrappers) take(at(each, WRAPPER.base), WRAPPER.begins, WRAPPER.ends);
  for (const each of functions) {
    take(each, FUNCTION.begins, FUNCTION.ends);
    // Its definition: one entry of such an array.
    for (let index = FUNCTION.begins; index < FUNCTION.ends; index++) {
      const address = at(each, index);
      if (address >= table.length && address % 4 === 0) take(address, 1, 2);
    }
  }
  return found;
}
