/** <yk-runtime-status>: how far Python's start has come, in words and bytes, and what a person can do when it fails. */

/** @import { Failure, FailureReason, Stage } from "./protocol.js" */
/** @import { Letter } from "./letter.js" */
/** @import { Runtime } from "./runtime.js" */

import { one } from "./dom.js";
import "./letter.js";

/** @type {Record<Stage, string>} */
const STAGES = {
  manifest: "判定の準備を始めています",
  download: "判定のしくみを読み込んでいます",
  start: "判定のしくみを起動しています",
  rules: "要件の規則を読み込んでいます",
};

/** @type {Record<FailureReason, string>} */
const REASONS = {
  unreachable: "必要なファイルを読み込めませんでした。通信が切れているか、ファイルが見つかりません。",
  "not-runtime": "届いたファイルの中身が違っています。壊れたか、途中で切れたか、別のページに置き換えられています。",
  unsupported: "このブラウザー、またはその設定では、判定のしくみを動かせません。ほかのブラウザーか、その新しい版で開いてください。",
  silent: "時間がたっても応答がありません。",
  crashed: "判定のしくみが止まりました。",
};

const FAULT = "判定の途中で、思わぬことが起きました。";

/** @param {number} bytes */
const megabytes = (bytes) => `${(bytes / 1_000_000).toFixed(1)} MB`;

export class RuntimeStatus extends HTMLElement {
  /** @type {AbortController | undefined} */
  #following;
  /** @type {Failure | undefined} What the rules stumbled over: Python goes on, but this question has no answer. */
  #fault;
  /** @type {() => object | undefined} */
  #asked = () => undefined;

  disconnectedCallback() {
    // Python outlives the page that shows it.
    this.#following?.abort();
  }

  /** @param {Runtime} runtime @param {() => object | undefined} asked what Python is asked now */
  follow(runtime, asked) {
    this.#asked = asked;
    one(this, "[data-act=retry]").addEventListener("click", () => {
      // A Python that has stumbled may have hurt itself: out of memory, say.
      if (this.#fault) runtime.cancel();
      this.dispatchEvent(new CustomEvent("yk-retry", { bubbles: true }));
    });
    this.#following = new AbortController();
    runtime.addEventListener("change", () => this.#show(runtime), { signal: this.#following.signal });
    this.#show(runtime);
  }

  /** @param {Runtime} runtime @param {Failure | undefined} fault instead of an answer; none where there is an answer */
  answered(runtime, fault) {
    if (this.#fault === fault) return;
    this.#fault = fault;
    this.#show(runtime);
  }

  /** @param {Runtime} runtime */
  #show(runtime) {
    const { state } = runtime;
    if (state.name !== "ready") this.#fault = undefined;
    const starting = one(this, "[data-starting]");
    const failed = one(this, "[data-failed]");
    // Keeps the keyboard's place: 再試行 disappears while it is being tried.
    const held = failed.contains(document.activeElement);
    starting.hidden = state.name !== "starting";
    failed.hidden = state.name !== "failed" && !this.#fault;
    this.dataset["state"] = state.name;
    if (state.name === "starting") {
      const counted = state.total > 0 && state.stage === "download";
      one(this, "[data-stage]").textContent =
        STAGES[state.stage] + (counted ? `（${megabytes(state.loaded)} ／ ${megabytes(state.total)}）` : "…");
      const bar = /** @type {HTMLProgressElement} */ (one(this, "progress"));
      if (state.total > 0) {
        bar.max = state.total;
        bar.value = state.loaded;
      } else {
        bar.removeAttribute("value");
      }
      if (held) one(this, "[data-stage]").focus();
    } else if (!failed.hidden) {
      const happened = state.name === "failed" ? REASONS[state.reason] : FAULT;
      const detail = state.name === "failed" ? `${state.reason}: ${state.detail}` : (this.#fault?.detail ?? "");
      one(this, "[data-reason]").textContent = happened;
      const letter = /** @type {Letter} */ (one(this, "yk-letter"));
      letter.tell({ happened, detail, said: this.#fault?.said ?? "", asked: this.#asked, build: runtime.build });
      // What had the focus may have gone with the verdict: what can be done now takes it.
      if (document.activeElement?.closest("[hidden]")) one(this, "[data-act=retry]").focus();
    }
  }
}

/** One short sentence for the live region, only where something a person cares about has changed. @param {Runtime["state"]} state */
export function spoken(state) {
  if (state.name === "starting") return state.stage === "manifest" ? `${STAGES.manifest}。` : "";
  if (state.name === "ready") return "判定の準備ができました。";
  if (state.name === "failed") return `判定できません。${REASONS[state.reason]}`;
  return "";
}

/** The same where the rules gave no answer. */
export const SPOKEN_FAULT = `判定できません。${FAULT}`;
