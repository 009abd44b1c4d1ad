/** Facts as a file and as a link. Nothing here talks to a server. */

/** @param {string} text @param {string} name @param {string} [type] */
export function download(text, name, type = "application/json") {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Text of a file; spreadsheets in Japan often write Shift_JIS. @param {Blob} file */
export async function textOf(file) {
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
  const letters = btoa(String.fromCharCode(...new Uint8Array(packed)));
  const url = new URL(location.href);
  url.search = "";
  url.hash = "";
  return url.href + MARK + letters.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** What a link carries, or undefined where it carries nothing. Throws where it is damaged. @param {string} hash */
export async function fromLink(hash) {
  if (!hash.startsWith(MARK)) return undefined;
  const letters = atob(hash.slice(MARK.length).replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
  return new TextDecoder().decode(await through(new Blob([bytes]), new DecompressionStream("deflate-raw")));
}

/**
 * @param {Blob} blob
 * @param {CompressionStream | DecompressionStream} stream
 */
const through = (blob, stream) => new Response(blob.stream().pipeThrough(stream)).arrayBuffer();
