// Stock Pyodide as its documentation has it, with our package as the wheel that anybody could load.
const engine = new URL(`/stock/${location.search.slice(1)}/`, location.href).href;
const { loadPyodide } = await import(`${engine}pyodide.mjs`);
const [python, wheel] = await Promise.all([loadPyodide({ indexURL: engine }), fetch("/stock/yoken.zip").then((found) => found.arrayBuffer())]);
python.unpackArchive(wheel, "zip", { extractDir: "/yoken" });
python.runPython("import sys; sys.path.insert(0, '/yoken')");
const { handle } = python.pyimport("yoken.browser");
const answer = (event) => self.postMessage(handle(event.data));
self.addEventListener("message", answer);
