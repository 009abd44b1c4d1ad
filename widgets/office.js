/**
 * <yoken-office>: hands the facts of the check around it to Excel, Word and paper, and takes them back. The files are made by
 * the same Python; its libraries are fetched when the first one is asked for.
 */

/** @import { ExportAnswer, Facts, Failure, ImportAnswer, OfficeHost } from "./protocol.js" */
/** @import { Letter } from "./letter.js" */

import { today } from "./day.js";
import { all, one, quoted } from "./dom.js";
import { get } from "./facts.js";
import { TooLarge } from "./files.js";
import "./letter.js";
import { RuntimeFailure } from "./runtime.js";

const STOPPED = "判定のしくみが動いていないため、まだ作れません。「再試行」のあとで、もう一度押してください。";

export class Office extends HTMLElement {
  #busy = false;
  #ready = false;
  /** @type {CSSStyleSheet | undefined} */
  #style;

  connectedCallback() {
    if (this.#ready) return;
    this.#ready = true;
    this.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest("button[data-office]") : null;
      if (button instanceof HTMLButtonElement) void this.#make(button);
    });
    this.addEventListener("change", (event) => {
      const field = event.target;
      if (!(field instanceof HTMLInputElement) || !field.files?.[0]) return;
      void this.#open(field.files[0]);
      field.value = "";
    });
    this.addEventListener("input", (event) => {
      const field = event.target;
      if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement) {
        const name = field.dataset["formField"];
        if (name) this.#host.set?.(`forms/${name}`, field.value);
      }
    });
    this.parentElement?.closest("yk-self-check, yk-form-check")?.addEventListener("yk-changed", () => this.#show());
    this.#show();
  }

  /** The check around this panel, as it is now. @returns {OfficeHost} */
  get #host() {
    const event = new CustomEvent("yk-office", { bubbles: true, detail: /** @type {OfficeHost} */ ({}) });
    this.dispatchEvent(event);
    return event.detail;
  }

  /** What is written for the forms, wherever it was written. */
  #show() {
    const { facts } = this.#host;
    if (!facts) return;
    for (const field of all(this, "[data-form-field]")) {
      if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement)) continue;
      const value = String(get(facts, `forms/${field.dataset["formField"]}`) ?? "");
      if (field.value !== value) field.value = value;
    }
  }

  /** @param {HTMLButtonElement} button */
  async #make(button) {
    const { check, facts, runtime } = this.#host;
    if (!runtime || !facts || this.#busy) return;
    if (!check) {
      this.#say("先に研修を選んでください。");
      return;
    }
    await this.#working(button, async () => {
      const request = { method: "export", what: button.dataset["office"], format: button.dataset["format"], check, facts, as_of: today() };
      const answer = await /** @type {Promise<ExportAnswer>} */ (runtime.ask(request, "office"));
      if (answer.file) {
        save(answer.file);
        this.#say(`${quoted(answer.file.name)}を作りました。`);
      } else if (answer.paper) {
        this.#say(`「${answer.paper.title}」を印刷します。`);
        this.#print(answer.paper);
      } else if (answer.error) this.#fail(answer.error);
      else this.#say(answer.refused ?? "");
    });
  }

  /** @param {File} file */
  async #open(file) {
    const { check, facts, runtime, open } = this.#host;
    if (!runtime || !facts || !open || this.#busy) return;
    const most = Number(this.dataset["most"]);
    // Python would refuse it too, but only after it was read.
    if (file.size > most) {
      this.#say(`${quoted(file.name)}は${new TooLarge(most).message}`);
      return;
    }
    await this.#working(undefined, async () => {
      const table = check?.endsWith("instructors") ? "people" : "timetable";
      const request = { method: "import", name: file.name, base64: await encoded(file), table };
      const answer = await /** @type {Promise<ImportAnswer>} */ (runtime.ask(request, "office"));
      if (answer.error) {
        this.#fail(answer.error);
        return;
      }
      if (!answer.facts) {
        this.#say(`${quoted(file.name)}: ${answer.refused ?? ""}`);
        return;
      }
      // The newest facts: something may have been written while the file was read.
      open(joined(this.#host.facts ?? facts, answer.facts), `${quoted(file.name)}を取り込みました。`);
      const unread = answer.problems?.length ? `読み取れなかったところがあります。${answer.problems.join(" ")}` : "";
      this.#say(`${quoted(file.name)}を取り込みました。「元に戻す」で前の内容に戻せます。${unread}`);
    });
  }

  /**
   * @param {HTMLButtonElement | undefined} button
   * @param {() => Promise<void>} work
   */
  async #working(button, work) {
    this.#busy = true;
    // Not `disabled`: the focus would be lost.
    button?.setAttribute("aria-disabled", "true");
    one(this, "[data-fault]").hidden = true;
    this.#say("準備しています。");
    try {
      await work();
    } catch (error) {
      if (!(error instanceof RuntimeFailure)) throw error;
      this.#say(STOPPED);
    } finally {
      this.#busy = false;
      button?.removeAttribute("aria-disabled");
    }
  }

  /** Says what went wrong, with a text to send to those who keep the site. @param {Failure} fault */
  #fail({ message, detail, said }) {
    this.#say(message);
    const letter = /** @type {Letter} */ (one(this, "yk-letter"));
    const asked = () => this.#host.facts;
    letter.tell({ happened: message, detail, said: said ?? "", asked, build: this.#host.runtime?.build ?? "" });
    one(this, "[data-fault]").hidden = false;
  }

  /** @param {{ title: string, html: string, style: string }} paper */
  #print({ title, html, style }) {
    if (!this.#style) {
      // The page's policy allows no style in a page's text; one made by a script is the page's own.
      this.#style = new CSSStyleSheet();
      this.#style.replaceSync(style);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, this.#style];
    }
    document.querySelector(".yk-print-sheet")?.remove();
    const sheet = document.createElement("div");
    sheet.className = "yk-print-sheet";
    sheet.innerHTML = html;
    document.body.append(sheet);
    const before = document.title;
    const done = () => {
      document.body.classList.remove("yk-printing");
      document.title = before;
      sheet.remove();
    };
    window.addEventListener("afterprint", done, { once: true });
    document.body.classList.add("yk-printing");
    // What browsers propose as the file's name.
    document.title = title;
    window.print();
  }

  /** @param {string} text */
  #say(text) {
    const place = one(this, "[data-said]");
    place.hidden = text === "";
    place.textContent = text;
    this.#host.say?.(text);
  }
}

/**
 * The facts of a file in the place of those of the same kind; what the file does not have stays.
 * @param {Facts} facts
 * @param {Facts} found
 * @returns {Facts}
 */
function joined(facts, found) {
  const made = /** @type {Facts} */ ({ ...facts, ...found, timetable: found.timetable ?? facts.timetable });
  for (const name of ["answers", "judgements", "model_hours", "forms"]) {
    const mine = /** @type {object | undefined} */ (facts[name]);
    const other = /** @type {object | undefined} */ (found[name]);
    if (mine || other) made[name] = { ...mine, ...other };
  }
  return made;
}

/** @param {{ name: string, type: string, base64: string }} file */
function save({ name, type, base64 }) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** @param {Blob} file @returns {Promise<string>} */
function encoded(file) {
  return new Promise((settle, refuse) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => settle(String(reader.result).replace(/^[^,]*,/, "")));
    reader.addEventListener("error", () => refuse(reader.error));
    reader.readAsDataURL(file);
  });
}

customElements.define("yoken-office", Office);
