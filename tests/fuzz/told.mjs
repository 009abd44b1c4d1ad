// Opens the inputs that come from outside (a line of base64 each), and writes a line about each: the numbers of the counters that it
// reached, or the promise that it broke. The first line says how many counters there are.
import { register } from "node:module";
import { createInterface } from "node:readline";

register("./counted.mjs", import.meta.url);
const { open } = await import("./links.mjs");

const counters = Object.values(globalThis.__coverage__).flatMap(({ s, f, b }) => [s, f, ...Object.values(b)]);
const places = counters.flatMap((each) => Object.keys(each).map((name) => [each, name]));
const tell = (said) => process.stdout.write(`${JSON.stringify(said)}\n`);

tell(places.length);
for await (const line of createInterface({ input: process.stdin })) {
  for (const [each, name] of places) each[name] = 0;
  try {
    await open(Buffer.from(line, "base64"));
    tell(places.flatMap(([each, name], number) => (each[name] ? [number] : [])));
  } catch (error) {
    tell(String(error));
  }
}
