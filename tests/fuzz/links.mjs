// Any bytes as a saved document, as what a link unpacks, or as the link itself.
import { made, packed, tried } from "./opening.mjs";

const WAYS = [
  async (rest) => {
    await tried(packed(rest));
    await made(rest.toString());
  },
  (rest) => tried(`#facts=${rest.toString("base64url")}`),
  (rest) => tried(rest.toString("latin1")),
];

/** @param {Buffer} data the number of the way, and what goes it */
export async function open(data) {
  await WAYS[(data[0] ?? 0) % WAYS.length](data.subarray(1));
}
