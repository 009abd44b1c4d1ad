/** <yk-letter>: a text to copy for those who keep the site. It holds nothing that was typed, unless the person adds it. */

import { one } from "./dom.js";

/** @typedef {{ happened: string, detail: string, said: string, asked: () => object | undefined, build: string }} Told `said` and `asked` may hold what was typed */

export class Letter extends HTMLElement {
  /** @type {Told | undefined} */
  #told;
  #ready = false;

  connectedCallback() {
    if (this.#ready) return;
    this.#ready = true;
    this.#withInput.addEventListener("change", () => this.#write());
    one(this, "[data-act=copy-letter]").addEventListener("click", () => void this.#copy());
  }

  /** @param {Told} told */
  tell(told) {
    this.#told = told;
    this.#withInput.checked = false;
    this.#write();
  }

  get #withInput() {
    return /** @type {HTMLInputElement} */ (one(this, "[data-with-input]"));
  }

  get #text() {
    return /** @type {HTMLTextAreaElement} */ (one(this, "[data-letter]"));
  }

  #write() {
    if (!this.#told) return;
    // What was copied was another text.
    one(this, "[data-copied]").textContent = "";
    const { happened, detail, said, asked, build } = this.#told;
    const input = this.#withInput.checked ? [said, JSON.stringify(asked() ?? {})] : [];
    this.#text.value = [
      `起きたこと：${happened}`,
      `詳しい情報：${detail}`,
      // Without the query and what follows #: a shared plan may be in it.
      `アドレス：${location.origin}${location.pathname}`,
      `判定のしくみ：${build}`,
      `ブラウザー：${navigator.userAgent}`,
      ...(input.length ? ["入力した内容：", ...input.filter(Boolean)] : []),
    ].join("\n");
  }

  async #copy() {
    const said = one(this, "[data-copied]");
    try {
      await navigator.clipboard.writeText(this.#text.value);
      said.textContent = "写しました。";
    } catch {
      said.textContent = "写せませんでした。上の文を選んで写してください。";
      this.#text.select();
    }
  }
}

if (!customElements.get("yk-letter")) customElements.define("yk-letter", Letter);
