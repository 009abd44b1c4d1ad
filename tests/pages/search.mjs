// Runs the site's search worker outside a browser: the worker's path, the index's path, queries as JSON on standard input.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { createContext, runInContext } from "node:vm";

const [worker, index] = process.argv.slice(2);
let listen;
let answer;
const inside = createContext({
  addEventListener: (_, handler) => (listen = handler),
  postMessage: (message) => (answer = message),
  importScripts: (name) => runInContext(readFileSync(join(dirname(worker), name), "utf8"), inside),
});
inside.self = inside;
runInContext(readFileSync(worker, "utf8"), inside);
listen({ data: { type: 0, data: JSON.parse(readFileSync(index, "utf8")) } });
const found = JSON.parse(readFileSync(0, "utf8")).map((query) => {
  listen({ data: { type: 2, data: query } });
  return answer.data.items.map((page) => page.map((section) => decodeURI(section.location)));
});
console.log(JSON.stringify(found));
