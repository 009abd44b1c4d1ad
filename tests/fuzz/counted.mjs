// How Node loads the modules that open links while they are fuzzed: with a counter at every branch.
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

const { createInstrumenter } = createRequire(new URL("../../build/fuzz-npm/", import.meta.url))("istanbul-lib-instrument");
const instrumenter = createInstrumenter({ esModules: true });

export async function load(url, context, next) {
  const found = await next(url, context);
  if (!/\/widgets\/(facts|files)\.js$/.test(url)) return found;
  return { ...found, source: instrumenter.instrumentSync(String(found.source), fileURLToPath(url)) };
}
