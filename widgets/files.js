/** Facts as a file and as a link. Nothing here talks to a server. */

/** More than is read; the message is the sentence that says so. */
export class TooLarge extends Error {
  /** @param {number} most bytes */
  constructor(most) {
    super(`大きすぎます（${most / 1024 / 1024}MBまで読めます）。`);
  }
}

/** @param {string} text @param {string} name @param {string} [type] */
export function download(text, name, type = "application/json") {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Text of a file; spreadsheets in Japan often write Shift_JIS. Throws TooLarge. @param {Blob} file @param {number} most bytes */
export async function textOf(file, most) {
  if (file.size > most) throw new TooLarge(most);
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("shift_jis").decode(bytes);
  }
}

const MARK = "#facts=";

/** The page's address with the facts behind the #, which browsers do not send. @param {string} text */
export async function linkTo(text) {
  const packed = await through(new Blob([text]), new CompressionStream("deflate-raw"));
  const letters = btoa(Array.from(packed, (byte) => String.fromCharCode(byte)).join(""));
  const url = new URL(location.href);
  url.search = "";
  url.hash = "";
  return url.href + MARK + letters.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/**
 * What a link carries, or undefined where it carries nothing. Throws where it is damaged, and TooLarge.
 * @param {string} hash
 * @param {number} most bytes
 */
export async function fromLink(hash, most) {
  if (!hash.startsWith(MARK)) return undefined;
  const letters = atob(hash.slice(MARK.length).replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  return new TextDecoder().decode(await through(new Blob([bytes]), new DecompressionStream("deflate-raw"), most));
}

/**
 * A short link may unpack to more than this machine holds: whatever is beyond `most` is not even unpacked.
 * @param {Blob} blob
 * @param {CompressionStream | DecompressionStream} stream
 * @param {number} [most] bytes
 */
async function through(blob, stream, most = Infinity) {
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const parts = [];
  let length = 0;
  const reader = blob.stream().pipeThrough(stream).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length;
    if (length > most) {
      await reader.cancel();
      throw new TooLarge(most);
    }
    parts.push(part.value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}
