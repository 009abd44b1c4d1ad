/**
 * The one worker of the site: it boots Python once and answers with `yoken.browser.handle`.
 *
 * `loadPyodide` never settles when the wasm is missing, cut short, a web page in disguise or blocked by policy. So the
 * large files are downloaded here, where each of those is seen, counted and told; Pyodide is handed what has arrived.
 */

/** @import { FailureReason, FromWorker, LaterName, Manifest, Part, Stage, ToWorker, VariantName } from "./protocol.js" */

const WASM_BEGINS = [0x00, 0x61, 0x73, 0x6d];
const ZIP_BEGINS = [0x50, 0x4b, 0x03, 0x04];

/** @type {((request: string) => string) | undefined} */
let handle;
let over = false;

/**
 * What a boot leaves for archives that are fetched only when a question needs them.
 * @type {{ python: any, manifest: Manifest, base: URL } | undefined}
 */
let booted;
/** @type {Map<LaterName, Promise<void>>} Forgotten when it fails, so that asking again tries again. */
const later = new Map();

/** @param {FromWorker} message */
const post = (message) => self.postMessage(message);

/**
 * @param {FailureReason} reason
 * @param {unknown} detail
 */
function fail(reason, detail) {
  if (over) return;
  over = true;
  const text = detail instanceof Error ? `${detail.name}: ${detail.message}` : String(detail);
  post({ type: "failed", reason, detail: text });
}

class Broken extends Error {
  /**
   * @param {FailureReason} reason
   * @param {string} detail
   */
  constructor(reason, detail) {
    super(detail);
    this.reason = reason;
  }
}

/** Counts what has arrived of all large files together. */
class Counter {
  loaded = 0;
  told = 0;
  /** @param {number} total */
  constructor(total) {
    this.total = total;
  }
  /** @param {number} bytes */
  add(bytes) {
    this.loaded += bytes;
    const now = performance.now();
    if (now - this.told < 100 && this.loaded < this.total) return;
    this.told = now;
    progress("download", this.loaded, this.total);
  }
}

/**
 * @param {Stage} stage
 * @param {number} loaded
 * @param {number} total
 */
function progress(stage, loaded = 0, total = 0) {
  post({ type: "progress", stage, loaded, total });
}

const realFetch = self.fetch.bind(self);
/** @type {Map<string, Promise<Response>>} Downloads that are under way before Pyodide asks for them. */
const started = new Map();

self.fetch = (input, init) => {
  const href = input instanceof Request ? input.url : new URL(input, self.location.href).href;
  const mine = started.get(href);
  started.delete(href);
  return mine ?? realFetch(input, init);
};

/**
 * Starts a download that tells of every way it can go wrong.
 * @param {URL} url
 * @param {Part} part
 * @param {number[]} begins
 * @param {string} type
 * @param {Counter} counter
 */
function start(url, part, begins, type, counter) {
  const name = part.url.split("/").at(-1);
  const arriving = (async () => {
    /** @type {Response} */
    let response;
    try {
      response = await realFetch(url);
    } catch {
      throw new Broken("unreachable", `${name}`);
    }
    if (!response.ok || !response.body) throw new Broken("unreachable", `${name}: ${response.status}`);
    const reader = response.body.getReader();
    let first = await reader.read();
    if (first.done || !begins.every((byte, index) => first.value?.[index] === byte)) {
      throw new Broken("not-runtime", `${name}: ${response.headers.get("Content-Type") ?? ""}`);
    }
    let seen = 0;
    const body = new ReadableStream({
      async pull(controller) {
        try {
          const chunk = seen === 0 ? first : await reader.read();
          if (chunk.done) {
            if (seen !== part.bytes) throw new Broken("not-runtime", `${name}: ${seen} / ${part.bytes}`);
            controller.close();
            return;
          }
          seen += chunk.value.byteLength;
          counter.add(chunk.value.byteLength);
          controller.enqueue(chunk.value);
        } catch (error) {
          fail(error instanceof Broken ? error.reason : "unreachable", error instanceof Broken ? error.message : name);
          controller.error(error);
        }
      },
    });
    return new Response(body, { headers: { "Content-Type": type } });
  })();
  arriving.catch((error) => fail(error instanceof Broken ? error.reason : "unreachable", error));
  started.set(url.href, arriving);
  return arriving;
}

/** @param {URL} base */
async function readManifest(base) {
  progress("manifest");
  const url = new URL("manifest.json", base);
  /** @type {Response} */
  let response;
  try {
    response = await realFetch(url, { cache: "no-cache" });
  } catch {
    throw new Broken("unreachable", "manifest.json");
  }
  if (!response.ok) throw new Broken("unreachable", `manifest.json: ${response.status}`);
  try {
    return /** @type {Manifest} */ (await response.json());
  } catch {
    throw new Broken("not-runtime", `manifest.json: ${response.headers.get("Content-Type") ?? ""}`);
  }
}

/**
 * @param {string} address
 * @param {VariantName} variant
 */
async function boot(address, variant) {
  const began = performance.now();
  if (!mayCompile()) throw new Broken("unsupported", "WebAssembly");
  const base = new URL(address);
  const manifest = await readManifest(base);
  const { stdlib, package: own } = manifest.variants[variant];
  const engine = new URL(manifest.engine, base);
  const counter = new Counter(manifest.wasm.bytes + stdlib.bytes + (own?.bytes ?? 0));
  progress("download", 0, counter.total);

  start(new URL(manifest.wasm.url, base), manifest.wasm, WASM_BEGINS, "application/wasm", counter);
  start(new URL(stdlib.url, base), stdlib, ZIP_BEGINS, "application/zip", counter);
  const ownArchive = own && start(new URL(own.url, base), own, ZIP_BEGINS, "application/zip", counter);

  /** @type {{ loadPyodide: (options: object) => Promise<any> }} */
  const { loadPyodide } = await import(new URL("pyodide.mjs", engine).href).catch(() => {
    throw new Broken("unreachable", "pyodide.mjs");
  });
  const python = await loadPyodide({
    indexURL: engine.href,
    stdLibURL: new URL(stdlib.url, base).href,
    lockFileContents: manifest.lock,
    packageBaseUrl: base.href,
    env: { PYTHONUTF8: "1" },
    stdout: (/** @type {string} */ text) => console.debug(text),
    stderr: (/** @type {string} */ text) => console.debug(text),
  });
  progress("rules");
  if (ownArchive) {
    const archive = await (await ownArchive).arrayBuffer();
    python.unpackArchive(archive, "zip", { extractDir: "/yoken" });
    python.runPython("import sys; sys.path.insert(0, '/yoken')");
  }
  handle = python.pyimport("yoken.browser").handle;
  booted = { python, manifest, base };
  if (!over) post({ type: "ready", variant, milliseconds: Math.round(performance.now() - began) });
}

/**
 * Fetches the modules of one purpose and makes them importable, once.
 * @param {LaterName} name
 */
function bring(name) {
  const found = later.get(name) ?? fetchLater(name);
  later.set(name, found);
  found.catch(() => later.delete(name));
  return found;
}

/** @param {LaterName} name */
async function fetchLater(name) {
  if (!booted) throw new Error("not booted");
  const { python, manifest, base } = booted;
  const part = manifest.later[name];
  const response = await realFetch(new URL(part.url, base));
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (!response.ok || bytes.length !== part.bytes || !ZIP_BEGINS.every((byte, index) => bytes[index] === byte)) {
    throw new Error(`${part.url}: ${response.status}, ${bytes.length} / ${part.bytes}`);
  }
  python.FS.writeFile(`/${name}.zip`, bytes);
  python.pyimport("yoken.more").add(`/${name}.zip`);
}

/**
 * @param {(request: string) => string} ask
 * @param {{ id: number, request: string, needs?: LaterName }} call
 */
async function answer(ask, { id, request, needs }) {
  if (needs) {
    try {
      await bring(needs);
    } catch (error) {
      // Not this worker's end: every other question can still be answered, and this one asked again.
      const message = "この機能の部品を読み込めませんでした。ネットワークを確かめて、もう一度押してください。";
      post({ type: "answer", id, response: JSON.stringify({ error: { message, detail: String(error) } }) });
      return;
    }
  }
  try {
    post({ type: "answer", id, response: ask(request) });
  } catch (error) {
    // Python itself is gone (out of memory, a fatal error): only a fresh worker helps.
    fail("crashed", error);
  }
}

/** Whether the page's policy and the browser let WebAssembly be compiled at all. */
function mayCompile() {
  try {
    return new WebAssembly.Module(new Uint8Array([...WASM_BEGINS, 1, 0, 0, 0])) instanceof WebAssembly.Module;
  } catch {
    return false;
  }
}

self.addEventListener("message", (/** @type {MessageEvent<ToWorker>} */ event) => {
  const message = event.data;
  if (message.type === "boot") {
    boot(message.base, message.variant).catch((error) => fail(error instanceof Broken ? error.reason : "crashed", error));
  } else if (handle) {
    void answer(handle, message);
  }
});
