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
  location: { hash: `#${index}` },
  fetch: async (path) => ({ json: async () => JSON.parse(readFileSync(path, "utf8")) }),
});
inside.self = inside;
runInContext(readFileSync(worker, "utf8"), inside);
// As the site starts it: nothing to search yet.
listen({ data: { type: 0, data: { docs: [] } } });
const found = [];
for (const query of JSON.parse(readFileSync(0, "utf8"))) {
  await listen({ data: { type: 2, data: query } });
  found.push(answer.data.items.map((page) => page.map((section) => decodeURI(section.location))));
}
console.log(JSON.stringify(found));
