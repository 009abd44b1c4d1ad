/** Asks Python about the newest state of something, and shows an answer only if nothing has changed since it was asked. */

/** @import { Runtime } from "./runtime.js" */

import { RuntimeFailure } from "./runtime.js";

/** @template Answer */
export class Asking {
  #newest = 0;
  #busy = false;
  /** Kana are being turned into kanji: what is shown must not change under the hands. */
  #held = false;

  /**
   * @param {Runtime} python
   * @param {() => object | undefined} request what to ask now, or undefined for nothing
   * @param {(answer: Answer | undefined) => void} show undefined: there was nothing to ask
   */
  constructor(python, request, show) {
    this.python = python;
    this.request = request;
    this.show = show;
  }

  /** Whether what was asked last has its answer still to come. */
  get waiting() {
    return this.#busy;
  }

  /** Something has changed. */
  changed() {
    this.#newest += 1;
    void this.ask();
  }

  hold() {
    this.#held = true;
  }

  release() {
    this.#held = false;
    this.changed();
  }

  /** While an answer is awaited, only the newest change waits behind it; before Python is there, it waits for its start. */
  async ask() {
    if (this.#busy || this.#held) return;
    const request = this.request();
    if (!request) return this.show(undefined);
    if (this.python.state.name !== "ready") return;
    this.#busy = true;
    const about = this.#newest;
    try {
      const answer = await /** @type {Promise<Answer>} */ (this.python.ask(request));
      if (about === this.#newest && !this.#held) this.show(answer);
    } catch (error) {
      // Shown by <yk-runtime-status>; the document is untouched and is checked again after 再試行.
      if (!(error instanceof RuntimeFailure)) throw error;
      return;
    } finally {
      this.#busy = false;
    }
    if (about !== this.#newest) void this.ask();
  }
}
