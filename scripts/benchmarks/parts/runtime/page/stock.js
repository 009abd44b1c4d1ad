// Stock Pyodide as its documentation has it, with our package as the archive that anybody could load.
const engine = new URL(`/stock/${location.search.slice(1)}/`, location.href).href;
// Before anything is awaited: a question that comes earlier would be lost.
const asked = new Promise((settle) => self.addEventListener("message", ({ data }) => settle(data), { once: true }));
const { loadPyodide } = await import(`${engine}pyodide.mjs`);
const [python, own] = await Promise.all([loadPyodide({ indexURL: engine }), fetch("/stock/yoken.zip").then((found) => found.arrayBuffer())]);
python.unpackArchive(own, "zip", { extractDir: "/yoken" });
python.runPython("import sys; sys.path.insert(0, '/yoken')");
const { handle } = python.pyimport("yoken.browser");
self.postMessage(handle(await asked));
self.addEventListener("message", ({ data }) => self.postMessage(handle(data)));
