/**
 * The one worker of the site: it boots Python once and answers with `yoken.browser.reply`.
 *
 * `loadPyodide` never settles when the wasm is missing, cut short, a web page in disguise or blocked by policy. So the
 * large files are downloaded here, where each of those is seen, counted and told; Pyodide is handed what has arrived.
 */

/** @import { FailureReason, FromWorker, LaterName, Manifest, Part, Stage, ToWorker, VariantName } from "./protocol.js" */

const WASM_TYPE = "application/wasm";
const WASM_BEGINS = [0x00, 0x61, 0x73, 0x6d];
const ZIP_BEGINS = [0x50, 0x4b, 0x03, 0x04];
const GZIP_BEGINS = [0x1f, 0x8b];

/** Python's `yoken.browser.reply`. @type {any} */
let reply;
let over = false;

/**
 * What a boot leaves for archives that are fetched only when a question needs them.
 * @type {{ python: any, manifest: Manifest, base: URL } | undefined}
 */
let booted;
/** @type {Map<LaterName, Promise<void>>} Forgotten when it fails, so that asking again tries again. */
const later = new Map();

/**
 * Nothing more after a failure: a Python that stopped in the middle of something could answer wrongly.
 * @param {FromWorker} message
 * @param {Transferable[]} [given] what need not be copied
 */
const post = (message, given = []) => {
  if (!over) self.postMessage(message, { transfer: given });
};

/**
 * @param {FailureReason | "lacking"} reason
 * @param {unknown} detail
 */
function fail(reason, detail) {
  // Python's faults bring their trace; the last line says what it was.
  const text = detail instanceof Error ? `${detail.name}: ${detail.message.trim().split("\n").at(-1)}` : String(detail);
  post({ type: "failed", reason, detail: text });
  over = true;
}

/** Whether an error is that of a module that the build left out. @param {unknown} error */
const lacks = (error) => /ModuleNotFoundError/.test(String(error));

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
/** @type {RequestCache} */
let cache = "default";
/** @type {Map<string, Promise<Response>>} Files that are under way before Pyodide asks for them. */
const started = new Map();

self.fetch = (input, init) => {
  const href = input instanceof Request ? input.url : new URL(input, self.location.href).href;
  return started.get(href) ?? realFetch(input, init);
};

/**
 * A file of the runtime, as it is or packed, whichever the host sends in fewer bytes.
 * @param {URL} url
 * @param {Part} part
 */
async function request(url, { packed }) {
  const plain = await realFetch(url, { cache });
  // A host that compresses by itself says so. Where it does not, our own copy is a third as long.
  if (!packed || !plain.ok || !plain.body || plain.headers.has("Content-Encoding")) return plain;
  try {
    const response = await realFetch(`${url.href}.gz`, { cache });
    if (!response.ok || !response.body) return plain;
    const { first, body } = await peek(response.body);
    // Some hosts undo the packing on the way, some send a page of their own.
    if (!begins(first, GZIP_BEGINS)) return plain;
    void plain.body.cancel();
    return new Response(body.pipeThrough(new DecompressionStream("gzip")), { headers: plain.headers });
  } catch {
    return plain;
  }
}

/** The first bytes of a stream, and the whole of it. @param {ReadableStream<Uint8Array<ArrayBuffer>>} stream */
async function peek(stream) {
  const reader = stream.getReader();
  const { value: first } = await reader.read();
  /** @type {ReadableStream<Uint8Array<ArrayBuffer>>} */
  const body = new ReadableStream({
    start: (controller) => (first ? controller.enqueue(first) : controller.close()),
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (why) => reader.cancel(why),
  });
  return { first, body };
}

/** @param {Uint8Array | undefined} bytes @param {number[]} wanted */
const begins = (bytes, wanted) => wanted.every((byte, index) => bytes?.[index] === byte);

/**
 * Whether a file is the one that the manifest means. A wrong byte in compiled code would not always stop it: it could judge.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {Part} part
 */
async function intact(bytes, part) {
  if (bytes.length !== part.bytes) return false;
  // Browsers offer this on a secure connection only.
  if (!self.crypto.subtle) return true;
  const sum = new Uint8Array(await self.crypto.subtle.digest("SHA-256", bytes));
  return Array.from(sum, (byte) => byte.toString(16).padStart(2, "0")).join("") === part.sha256;
}

/** @param {Part} part */
const nameOf = (part) => part.url.split("/").at(-1) ?? "";

/**
 * @param {URL} url
 * @param {Part} part
 */
async function reach(url, part) {
  /** @type {Response} */
  let response;
  try {
    response = await request(url, part);
  } catch {
    throw new Broken("unreachable", nameOf(part));
  }
  if (!response.ok) throw new Broken("unreachable", `${nameOf(part)}: ${response.status}`);
  return response;
}

/**
 * A zip whose download tells of every way it can go wrong.
 * @param {URL} url
 * @param {Part} part
 * @param {Counter} counter
 */
async function start(url, part, counter) {
  return new Response(await checked(await reach(url, part), part, ZIP_BEGINS, counter));
}

/**
 * What arrives, counted and held against what the manifest says of it.
 * @param {Response} response
 * @param {Part} part
 * @param {number[]} wanted what the file begins with
 * @param {Counter} counter
 */
async function checked(response, part, wanted, counter) {
  const name = nameOf(part);
  if (!response.body) throw new Broken("unreachable", `${name}: ${response.status}`);
  const { first, body } = await peek(response.body).catch(() => {
    throw new Broken("unreachable", name);
  });
  if (!begins(first, wanted)) throw new Broken("not-runtime", `${name}: ${response.headers.get("Content-Type") ?? ""}`);
  const reader = body.getReader();
  const whole = new Uint8Array(part.bytes);
  let seen = 0;
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) {
          if (!(await intact(whole.subarray(0, seen), part))) throw new Broken("not-runtime", `${name}: ${seen} / ${part.bytes}`);
          controller.close();
          return;
        }
        if (seen + value.byteLength > part.bytes) throw new Broken("not-runtime", `${name}: > ${part.bytes}`);
        whole.set(value, seen);
        seen += value.byteLength;
        counter.add(value.byteLength);
        controller.enqueue(value);
      } catch (error) {
        fail(error instanceof Broken ? error.reason : "unreachable", error instanceof Broken ? error.message : name);
        controller.error(error);
      }
    },
  });
}

/** What Pyodide asks for has been asked for already. @param {URL} url @param {Promise<Response>} response */
function offer(url, response) {
  response.catch((error) => fail(error instanceof Broken ? error.reason : "unreachable", error));
  started.set(url.href, response);
}

/**
 * Compiles while the bytes arrive, and checks a copy of them: only for a response that is the network's own does a browser
 * keep what it compiled, so that the next visit begins with fast code.
 * @param {URL} url
 * @param {Part} part
 * @param {Counter} counter
 */
async function compiled(url, part, counter) {
  const response = await reach(url, part);
  const copy = response.clone();
  const labelled = response.headers.get("Content-Type") === WASM_TYPE;
  const module = WebAssembly.compileStreaming(labelled ? response : new Response(response.body, { headers: { "Content-Type": WASM_TYPE } }));
  // A damaged file is told by what is wrong with it, not by where compiling it stopped.
  module.catch(() => {});
  await (await checked(copy, part, WASM_BEGINS, counter)).pipeTo(new WritableStream());
  return module;
}

/**
 * What Pyodide would begin to compile only after its own scripts has been under way since.
 * @param {URL} url
 * @param {Promise<WebAssembly.Module>} module
 */
function offerModule(url, module) {
  module.catch((error) => fail(error instanceof Broken ? error.reason : "not-runtime", error));
  started.set(url.href, Promise.resolve(new Response()));
  WebAssembly.instantiateStreaming = async (_, imports) => {
    const arrived = await module;
    try {
      return { module: arrived, instance: await WebAssembly.instantiate(arrived, imports) };
    } catch (error) {
      fail("not-runtime", error);
      throw error;
    }
  };
}

/** Whether Python's start came to its end: Pyodide goes on without a word where it was stopped, with half a Python. */
function watchStart() {
  const seen = { whole: false };
  const scope = /** @type {any} */ (self);
  const create = scope._createPyodideModule;
  const postRun = () => {
    seen.whole = true;
  };
  scope._createPyodideModule = (/** @type {object} */ settings) => create(Object.assign(settings, { postRun }));
  return seen;
}

/** @param {URL} url */
const script = (url) =>
  import(url.href).catch(() => {
    throw new Broken("unreachable", url.pathname.split("/").at(-1) ?? "");
  });

/**
 * @param {string} address
 * @param {Manifest} manifest
 * @param {VariantName} variant
 */
async function boot(address, manifest, variant) {
  const began = performance.now();
  if (!mayCompile()) throw new Broken("unsupported", "WebAssembly");
  const base = new URL(address);
  const { wasm, stdlib, package: own, ...found } = manifest.variants[variant];
  const engine = new URL(found.engine, base);
  const counter = new Counter(wasm.bytes + stdlib.bytes + (own?.bytes ?? 0));
  progress("download", 0, counter.total);

  const [wasmUrl, stdlibUrl] = [new URL(wasm.url, base), new URL(stdlib.url, base)];
  offerModule(wasmUrl, compiled(wasmUrl, wasm, counter));
  offer(stdlibUrl, start(stdlibUrl, stdlib, counter));
  const ownArchive = own && start(new URL(own.url, base), own, counter);

  /** @type {[{ loadPyodide: (options: object) => Promise<any> }, unknown]} */
  const [{ loadPyodide }] = await Promise.all([
    script(new URL("pyodide.mjs", engine)),
    // Leaves a global function behind; Pyodide would only begin to fetch it now.
    script(new URL("pyodide.asm.js", engine)),
  ]);
  const beginning = watchStart();
  const python = await loadPyodide({
    indexURL: engine.href,
    stdLibURL: stdlibUrl.href,
    lockFileContents: manifest.lock,
    packageBaseUrl: base.href,
    env: { PYTHONUTF8: "1" },
    stdout: (/** @type {string} */ text) => console.debug(text),
    stderr: (/** @type {string} */ text) => console.debug(text),
  });
  if (!beginning.whole) throw new Error("half a Python");
  progress("rules");
  if (ownArchive) {
    python.FS.writeFile("/yoken.zip", new Uint8Array(await (await ownArchive).arrayBuffer()));
    python.runPython("import sys; sys.path.insert(0, '/yoken.zip')");
  }
  reply = python.pyimport("yoken.browser").reply;
  booted = { python, manifest, base };
  post({ type: "ready", variant, milliseconds: Math.round(performance.now() - began) });
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
  const response = await realFetch(new URL(part.url, base), { cache });
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (!response.ok || !(await intact(bytes, part))) {
    // It may be the browser's own copy that is damaged.
    cache = "reload";
    throw new Error(`${part.url}: ${response.status}, ${bytes.length} / ${part.bytes}`);
  }
  python.FS.writeFile(`/${name}.zip`, bytes);
  python.pyimport("yoken.more").add(`/${name}.zip`);
}

/** A copy of what Python wrote. @param {any} written @returns {Uint8Array<ArrayBuffer>} */
function bytes(written) {
  const buffer = written.getBuffer("u8");
  const copy = buffer.data.slice();
  buffer.release();
  written.destroy();
  return copy;
}

/** @param {{ id: number, request: string, needs?: LaterName }} call */
async function answer({ id, request, needs }) {
  if (needs) {
    try {
      await bring(needs);
    } catch (error) {
      if (lacks(error)) {
        fail("lacking", error);
        return;
      }
      // Not this worker's end: every other question can still be answered, and this one asked again.
      const message = "この機能の部品を読み込めませんでした。ネットワークを確かめて、もう一度押してください。";
      post({ type: "answer", id, response: new TextEncoder().encode(JSON.stringify({ error: { message, detail: String(error) } })) });
      return;
    }
  }
  try {
    const response = bytes(reply(request));
    post({ type: "answer", id, response }, [response.buffer]);
  } catch (error) {
    // Python itself is gone (out of memory, a fatal error): only a fresh worker helps. Words of Python's may hold what was typed.
    fail("crashed", /** @type {{ type?: string }} */ (error).type ?? error);
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
    cache = message.cache;
    // What stops Python's start may show only in what follows from it.
    boot(message.base, message.manifest, message.variant).catch((error) => fail(error instanceof Broken ? error.reason : "lacking", error));
  } else if (reply) {
    void answer(message);
  }
});
