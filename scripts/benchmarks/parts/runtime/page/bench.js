// One check in one worker, ours or stock Pyodide, from the same page. Milliseconds from `new Worker` to the verdict.
import { Runtime } from "/assets/yoken/runtime.js";

/** @param {object} request */
async function ours(request) {
  const began = performance.now();
  const runtime = new Runtime({ base: new URL("/runtime/", location.href), patience: { start: 600, answer: 600 } });
  const answer = await runtime.ask(request);
  return { milliseconds: performance.now() - began, status: answer.report.status };
}

/** @param {object} request @param {string} version */
function stock(request, version) {
  const began = performance.now();
  const worker = new Worker(`stock.js?${version}`, { type: "module" });
  worker.postMessage(JSON.stringify(request));
  return new Promise((settle, refuse) => {
    worker.onmessage = ({ data }) => settle({ milliseconds: performance.now() - began, status: JSON.parse(data).report.status });
    worker.onerror = (event) => refuse(new Error(event.message));
  });
}

globalThis.firstVerdict = (candidate, request) => (candidate === "ours" ? ours(request) : stock(request, candidate));
