// node ask.mjs RUNTIME_FOLDER: the runtime that is published answers every line of standard input, in one process.
// A line is a pair of a request and the SHA-256 of the answer expected; an answer that differs is written out, else null.
import { createHash } from "node:crypto";
import { once } from "node:events";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { start } from "./runtime.mjs";

const { python } = await start(resolve(process.argv[2] ?? ""));
const { handle } = python.pyimport("yoken.browser");
for await (const line of createInterface({ input: process.stdin })) {
  const [request, expected] = JSON.parse(line);
  const answer = handle(request);
  const same = createHash("sha256").update(answer).digest("hex") === expected;
  if (!process.stdout.write(`${JSON.stringify(same ? null : answer)}\n`)) await once(process.stdout, "drain");
}
