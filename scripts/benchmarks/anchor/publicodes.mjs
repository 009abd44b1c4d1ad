// node publicodes.mjs FOLDER ROWS CASES: publicodes from FOLDER on the same cases, as a worker of the bench.
// A rule a bound; the answer to each is the tree of how it came about, which is what publicodes explains with.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, rowsFile, casesFile] = process.argv.slice(2);
const found = createRequire(resolve(folder, "package.json")).resolve("publicodes").replace(/index\.cjs$/, "index.js");
const { default: Engine } = await import(pathToFileURL(found).href);
const read = (name) => JSON.parse(readFileSync(name, "utf8"));
const rows = read(rowsFile);
const cases = read(casesFile);

const rules = {};
for (const { name, low, high } of rows) {
  rules[name] = { unité: "min" };
  const bounds = [`${name} >= ${low} min`, ...(high === null ? [] : [`${name} <= ${high} min`])];
  rules[`${name} held`] = { "toutes ces conditions": bounds };
}
const engine = new Engine(rules);

function judge(given) {
  engine.setSituation(given);
  return rows.map(({ name }) => engine.evaluate(`${name} held`));
}

for (const given of cases) {
  const verdicts = judge(given).map((verdict) => verdict.nodeValue);
  const expected = rows.map(({ name, low, high }) => given[name] >= low && (high === null || given[name] <= high));
  if (JSON.stringify(verdicts) !== JSON.stringify(expected)) throw new Error("publicodes judges otherwise");
}
console.log("ready");
for await (const _ of createInterface({ input: process.stdin })) {
  const start = performance.now();
  for (const given of cases) judge(given);
  console.log((performance.now() - start) / 1000);
}
