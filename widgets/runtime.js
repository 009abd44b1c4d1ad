/** The page's side of the worker: one Python for the whole site, started once, started afresh after a failure. */

/** @import { FailureReason, FromWorker, LaterName, Manifest, Stage, ToWorker, VariantName } from "./protocol.js" */

import { stay } from "./between-checks.js";

/**
 * @typedef {{ name: "idle" }
 *   | { name: "starting", stage: Stage, loaded: number, total: number }
 *   | { name: "ready" }
 *   | { name: "failed", reason: FailureReason, detail: string }} State
 */

/** @type {Runtime | undefined} */
let ofWindow;

/** The one Python of this window, also for pages shown after this one without leaving it. @param {URL} base the manifest of its files */
export function sharedRuntime(base) {
  if (!ofWindow) {
    ofWindow = new Runtime({ base });
    stay(ofWindow);
  }
  return ofWindow;
}

const utf8 = new TextDecoder();

/** Seconds without any news after which the start, or an answer, is given up. */
const PATIENCE = { start: 60, answer: 30 };

export class RuntimeFailure extends Error {
  /**
   * @param {FailureReason} reason
   * @param {string} detail
   */
  constructor(reason, detail) {
    super(`${reason}: ${detail}`);
    this.reason = reason;
    this.detail = detail;
  }
}

/** Tells `change` whenever `state` does. */
export class Runtime extends EventTarget {
  /** @type {State} */
  state = { name: "idle" };
  /** @type {Worker | undefined} */
  #worker;
  /** @type {Promise<void> | undefined} The start under way or done; forgotten when it fails, so that asking again tries again. */
  #booting;
  /** @type {VariantName} */
  #variant = "trimmed";
  /** @type {RequestCache} After a file that was damaged, or came only in part, nothing that the browser has kept is trusted. */
  #cache = "default";
  /** The library in use, whose name says its content. */
  build = "";
  /** @type {Map<number, { settle: (response: string) => void, refuse: (error: Error) => void, question: ToWorker }>} */
  #calls = new Map();
  #last = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #watch;
  /** @type {((error?: Error) => void) | undefined} */
  #booted;

  /** @param {{ base: URL, patience?: { start: number, answer: number } }} options */
  constructor({ base, patience = PATIENCE }) {
    super();
    this.base = base;
    this.patience = patience;
  }

  /** Starts Python, or joins the start that is under way. */
  boot() {
    this.#booting ??= new Promise((settle, refuse) => {
      this.#booted = (error) => (error ? refuse(error) : settle());
      this.#become({ name: "starting", stage: "manifest", loaded: 0, total: 0 });
      let modules = false;
      try {
        this.#worker = new Worker(new URL("./worker.js", import.meta.url), {
          name: "yoken",
          get type() {
            modules = true;
            return /** @type {const} */ ("module");
          },
        });
      } catch (error) {
        this.#fail("unsupported", String(error));
        return;
      }
      // A browser that never asked takes the worker for a script of the old kind.
      if (!modules) {
        this.#fail("unsupported", "module worker");
        return;
      }
      this.#worker.addEventListener("message", (event) => this.#hear(event.data));
      this.#worker.addEventListener("error", (event) => {
        event.preventDefault();
        this.#fail("unreachable", event.message || "worker.js");
      });
      this.#expect(this.patience.start);
      void this.#bootWith(readManifest(this.base, this.#cache));
    });
    return this.#booting;
  }

  /** @param {Promise<Manifest>} arriving fetched while the worker starts */
  async #bootWith(arriving) {
    const worker = this.#worker;
    try {
      const manifest = await arriving;
      if (worker !== this.#worker) return;
      this.build = manifest.variants[this.#variant].stdlib.url;
      this.#tell({ type: "boot", base: this.base.href, manifest, variant: this.#variant, cache: this.#cache });
    } catch (error) {
      if (!(error instanceof RuntimeFailure)) throw error;
      if (worker === this.#worker) this.#fail(error.reason, error.detail);
    }
  }

  /** Ends whatever Python is doing. What was asked is refused; the next question starts it again. */
  cancel() {
    this.#end(new RuntimeFailure("silent", "cancelled"));
    this.#become({ name: "idle" });
  }

  /**
   * @template Answer
   * @param {object} request
   * @param {LaterName} [needs] modules that are fetched first, where they are not there yet
   * @returns {Promise<Answer>}
   */
  async ask(request, needs) {
    const response = JSON.parse(await this.#call(JSON.stringify(request), needs));
    if (this.#variant === "trimmed" && /ModuleNotFoundError/.test(response.error?.detail ?? "")) {
      void this.#goOnWithTheWhole();
      return JSON.parse(await this.#call(JSON.stringify(request), needs));
    }
    return response;
  }

  /** @param {string} request @param {LaterName} [needs] */
  async #call(request, needs) {
    // After a failure only 再試行 starts it again, not every keystroke.
    if (this.state.name === "failed") throw new RuntimeFailure(this.state.reason, this.state.detail);
    // Once it is there nothing is waited for: Python works while the page goes on.
    if (this.state.name !== "ready") await this.boot();
    const id = ++this.#last;
    return new Promise((/** @type {(response: string) => void} */ settle, refuse) => {
      const question = /** @type {const} */ ({ type: "call", id, request, ...(needs && { needs }) });
      this.#calls.set(id, { settle, refuse, question });
      this.#tell(question);
      this.#expect(this.patience.answer);
    });
  }

  /** @param {FromWorker} message */
  #hear(message) {
    if (message.type === "progress") {
      // "download" ends when everything has arrived; what follows is the interpreter's own start.
      const done = message.stage === "download" && message.loaded >= message.total && message.total > 0;
      const stage = done ? "start" : message.stage;
      this.#become({ name: "starting", stage, loaded: message.loaded, total: message.total });
      this.#expect(this.patience.start);
    } else if (message.type === "ready") {
      clearTimeout(this.#watch);
      performance.measure("yoken-boot", { start: performance.now() - message.milliseconds, duration: message.milliseconds });
      this.#become({ name: "ready" });
      this.#booted?.();
      // What a worker before this one was asked, and had not the means to answer.
      for (const { question } of this.#calls.values()) this.#tell(question);
      if (this.#calls.size > 0) this.#expect(this.patience.answer);
    } else if (message.type === "answer") {
      this.#calls.get(message.id)?.settle(utf8.decode(message.response));
      this.#calls.delete(message.id);
      if (this.#calls.size === 0) clearTimeout(this.#watch);
      else this.#expect(this.patience.answer);
    } else if (this.#variant === "trimmed" && message.reason === "lacking") {
      const waiting = this.#booted;
      this.#goOnWithTheWhole().then(
        () => waiting?.(),
        (error) => waiting?.(error),
      );
    } else {
      // Where even the whole of Python lacks it, something else is wrong.
      this.#fail(message.reason === "lacking" ? "crashed" : message.reason, message.detail);
    }
  }

  /** The build left something out that turned out to be needed: starts the whole of Python. What was asked is asked again. */
  #goOnWithTheWhole() {
    console.warn("yoken: something left out is needed; starting with the whole of Python");
    this.#variant = "stock";
    this.#worker?.terminate();
    this.#booting = undefined;
    this.#booted = undefined;
    return this.boot();
  }

  /** @param {number} seconds */
  #expect(seconds) {
    clearTimeout(this.#watch);
    this.#watch = setTimeout(() => this.#fail("silent", `${seconds} s`), seconds * 1000);
  }

  /**
   * @param {FailureReason} reason
   * @param {string} detail
   */
  #fail(reason, detail) {
    if (reason === "not-runtime" || reason === "unreachable") this.#cache = "reload";
    // What is tried again may have to do without a network, as only this one can.
    this.#variant = "trimmed";
    this.#end(new RuntimeFailure(reason, detail));
    this.#become({ name: "failed", reason, detail });
  }

  /** @param {Error} error */
  #end(error) {
    clearTimeout(this.#watch);
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#booting = undefined;
    this.#booted?.(error);
    this.#booted = undefined;
    for (const call of this.#calls.values()) call.refuse(error);
    this.#calls.clear();
  }

  /** @param {ToWorker} message */
  #tell(message) {
    this.#worker?.postMessage(message);
  }

  /** @param {State} state */
  #become(state) {
    this.state = state;
    this.dispatchEvent(new Event("change"));
  }
}

/** @param {URL} address @param {RequestCache} cache @returns {Promise<Manifest>} */
async function readManifest(address, cache) {
  const name = address.pathname.split("/").at(-1) ?? "";
  /** @type {Response} */
  let response;
  try {
    response = await fetch(address, { cache });
  } catch {
    throw new RuntimeFailure("unreachable", name);
  }
  if (!response.ok) throw new RuntimeFailure("unreachable", `${name}: ${response.status}`);
  try {
    return await response.json();
  } catch {
    throw new RuntimeFailure("not-runtime", `${name}: ${response.headers.get("Content-Type") ?? ""}`);
  }
}
