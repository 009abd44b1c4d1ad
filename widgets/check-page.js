/**
 * What every check's page has: the document as typed, Python's answer to its newest state, undo, one live region, and ways to
 * keep the work and pass it on. <yk-self-check> and <yk-form-check> say what their documents look like.
 */

/** @import { BlockAnswer, CheckAnswer, Example, Facts, OfficeHost, Problem, Report } from "./protocol.js" */
/** @import { Field } from "./dom.js" */
/** @import { Runtime } from "./runtime.js" */

import { Asking } from "./asking.js";
import { beginSoon } from "./beginning.js";
import { countsInWords } from "./counts.js";
import { today } from "./day.js";
import { all, isField, one, quoted } from "./dom.js";
import { blank, opened, set } from "./facts.js";
import { download, fromLink, textOf, TooLarge } from "./files.js";
import { History } from "./history.js";
import { offerJudgements } from "./judgements.js";
import { draft } from "./keep.js";
import { KeepPanel } from "./keep-panel.js";
import { showProblems, showWarnings } from "./problems.js";
import { showReport } from "./report.js";
import { RuntimeStatus, SPOKEN_FAULT, spoken } from "./runtime-status.js";
import { RuntimeFailure, sharedRuntime } from "./runtime.js";

/** What the server writes for every check page. @typedef {{ examples: Example[], notes: string[] }} CommonData */

/** Milliseconds of rest before a result is read out: the newest one, not one for every letter. */
const BEFORE_SPEAKING = 1200;
const DAMAGED = "共有リンクの内容を読み取れませんでした。リンクが途中で切れていないか確かめてください。";

/**
 * @template {CommonData} Data what the server writes for this kind of page
 */
export class CheckPage extends HTMLElement {
  /** @type {Facts} */
  #facts = blank("");
  history = new History();
  /** @type {Data | undefined} */
  #data;
  /** @type {Runtime | undefined} */
  #runtime;
  /** @type {Asking<CheckAnswer> | undefined} */
  #asking;
  /** @type {Problem[]} */
  #problems = [];
  /** @type {Map<string, HTMLElement>} */
  #parts = new Map();
  /** Counts the verdicts: what stands beside an earlier one is not drawn any more. */
  #verdicts = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #sayTimer;
  /** Says what was to be said at once and has not been yet. @type {(() => void) | undefined} */
  #due;
  #ready = false;
  #gone = new AbortController();

  // ---- what each kind of page says for itself -----------------------------------------------------------------

  /** The document for Python, files, links and other pages: without what was never filled in. @returns {Facts} */
  document() {
    throw new Error("not said");
  }

  /** The check of the page, or undefined while a person still has to choose it. @returns {string | undefined} */
  check() {
    throw new Error("not said");
  }

  /** Whether there is something to judge yet. */
  get begun() {
    return true;
  }

  /** An empty document of this page. @returns {Facts} */
  blank() {
    throw new Error("not said");
  }

  /** Writes `this.facts` into the fields. */
  write() {}

  /** Takes what a field now holds into `this.facts`. @param {string} _path @param {Field} _field */
  take(_path, _field) {}

  /** Does what a button or a field with this name asks for. @param {string} _name @param {Element} _at */
  act(_name, _at) {}

  /** Brings the field of a path into sight. Whether there is one. @param {string} _path @returns {boolean} */
  goTo(_path) {
    return false;
  }

  /** Every change of the document, before it is checked. */
  follow() {}

  /** @param {Report} _report @param {CheckAnswer} _answer */
  answered(_report, _answer) {}

  /** What stands beside the verdict, once that is on the screen. @param {Report} _report @param {CheckAnswer} _answer */
  draw(_report, _answer) {}

  /** There is nothing to judge, or no verdict on it. */
  unanswered() {}

  /** Whether what could not be read is something this page shows. @param {Problem} _problem */
  concerns(_problem) {
    return true;
  }

  /** What the page adds to what is new in the report. @param {HTMLElement[]} _fresh */
  dress(_fresh) {}

  /** A file that is no saved document. @param {string} _text @param {string} name @param {string} refused */
  async openOther(_text, name, refused) {
    this.#unopened(name, refused);
  }

  /** The file name of what is saved, without its day. */
  name() {
    return document.title;
  }

  // ---- the page's life ----------------------------------------------------------------------------------------

  connectedCallback() {
    if (this.#ready) return;
    this.#ready = true;
    this.#data = JSON.parse(one(this, "[data-page]").textContent ?? "");
    this.#runtime = sharedRuntime(new URL(this.dataset["runtime"] ?? "", document.baseURI));
    this.#asking = new Asking(this.#runtime, () => this.#request(), (answer) => (answer ? this.#answer(answer) : this.#nothing()));
    this.#runtime.addEventListener("change", () => this.#runtimeChanged(), { signal: this.#gone.signal });
    this.#status.follow(this.#runtime, () => this.#request());
    this.#listen();
    void this.#open();
  }

  /** Another check has come in its place; Python goes on. */
  disconnectedCallback() {
    this.#gone.abort();
    this.#verdicts += 1;
    clearTimeout(this.#sayTimer);
  }

  /** The document. Whoever changes it calls `changed`. */
  get facts() {
    return this.#facts;
  }

  /** Puts parts of the document in the place of those that are there. @param {Partial<Facts>} parts */
  put(parts) {
    this.#facts = { ...this.#facts, ...parts };
  }

  get data() {
    if (!this.#data) throw new Error("not connected");
    return this.#data;
  }

  get python() {
    if (!this.#runtime) throw new Error("not connected");
    return this.#runtime;
  }

  /** A part of the page that stays as long as the page: it is looked for once among thousands. @param {string} selector */
  fixed(selector) {
    const found = this.#parts.get(selector) ?? one(this, selector);
    this.#parts.set(selector, found);
    return found;
  }

  get #status() {
    return /** @type {RuntimeStatus} */ (this.fixed("yk-runtime-status"));
  }

  /** Bytes that are read of a file or a link. */
  get #most() {
    return Number(this.dataset["most"]);
  }

  get #keeping() {
    return /** @type {KeepPanel} */ (this.fixed("yk-keep"));
  }

  #listen() {
    this.addEventListener("input", (event) => this.#input(event));
    this.addEventListener("change", (event) => {
      const field = event.target;
      if (!(field instanceof HTMLInputElement) || field.dataset["act"] !== "open" || !field.files?.[0]) return;
      void this.#openFile(field.files[0]);
      field.value = "";
    });
    this.addEventListener("click", (event) => this.#click(event));
    this.addEventListener("submit", (event) => event.preventDefault());
    this.addEventListener("keydown", (event) => this.#key(event));
    this.addEventListener("compositionstart", () => this.#asking?.hold());
    this.addEventListener("compositionend", () => this.#asking?.release());
    this.addEventListener("focusout", () => {
      this.history.pause();
      // The focus is nowhere while it moves. What is being judged anew is not told of with what was found in it before.
      setTimeout(() => this.#asking?.waiting || this.#showProblems());
    });
    this.addEventListener("yk-office", (event) => {
      Object.assign(/** @type {CustomEvent<OfficeHost>} */ (event).detail, {
        check: this.check(),
        facts: this.document(),
        runtime: this.#runtime,
        open: (/** @type {Facts} */ facts, /** @type {string} */ said) => this.replace(facts, said),
        set: (/** @type {string} */ path, /** @type {string} */ value) => {
          this.remember(path);
          set(this.facts, path, value);
          this.changed();
        },
        say: (/** @type {string} */ text) => this.say(text),
      });
    });
    this.addEventListener("yk-retry", () => {
      this.#start();
      void this.#asking?.ask();
    });
    beginSoon(this, () => this.#begin());
  }

  /** The document as the reader sent it, left it in this tab or kept it on this machine, in this order. */
  async #open() {
    const kept = this.#keeping.follow({
      facts: () => this.document(),
      open: (facts, words) => this.replace(facts, words),
      blank: () => this.blank(),
      say: (text) => this.say(text),
      notes: this.data.notes,
    });
    const begun = draft.text === undefined ? undefined : opened(draft.text);
    let refused = "";
    let { facts, said } = kept ?? { facts: begun && "facts" in begun ? begun.facts : undefined, said: "" };
    try {
      const carried = await fromLink(location.hash, this.#most);
      const found = carried === undefined ? undefined : opened(carried);
      if (found && "facts" in found) {
        const own = facts;
        if (own) this.history.keep(() => JSON.stringify(own));
        facts = found.facts;
        said = "共有リンクの内容を開きました。";
      } else if (found) refused = `共有リンクの内容を開けません。${found.refused}`;
    } catch (error) {
      refused = error instanceof TooLarge ? `共有リンクの内容は${error.message}` : DAMAGED;
    }
    this.#facts = this.begin(facts, new URLSearchParams(location.search).get("training") ?? "", said + refused !== "");
    this.write();
    this.changed();
    if (refused) this.refuse(refused, "link");
    else if (said) this.say(said);
  }

  /**
   * The document to begin with.
   * @param {Facts | undefined} found
   * @param {string} _asked the training that the address names
   * @param {boolean} _chosen the document was opened on purpose: the address does not change it
   * @returns {Facts}
   */
  begin(found, _asked, _chosen) {
    return found ?? this.blank();
  }

  // ---- the document -------------------------------------------------------------------------------------------

  /** Keeps how things stand before a change. @param {string} [about] typing on about the same is one step */
  remember(about) {
    this.history.keep(() => JSON.stringify(this.facts), about);
  }

  /** After every change, whoever made it. Python is asked first: it works while the rest is done. */
  changed() {
    this.follow();
    this.#asking?.changed();
    for (const [name, can] of [["undo", this.history.canUndo], ["redo", this.history.canRedo]]) {
      /** @type {HTMLButtonElement} */ (this.fixed(`[data-act=${name}]`)).disabled = !can;
    }
    draft.write(JSON.stringify(this.document()));
    this.#keeping.changed();
    this.dispatchEvent(new Event("yk-changed"));
  }

  /** Replaces the document in one step that can be undone. @param {Facts} facts @param {string} said */
  replace(facts, said) {
    this.remember();
    this.#facts = facts;
    this.write();
    this.changed();
    this.forgive();
    this.say(said);
  }

  /** @param {"undo" | "redo"} way */
  #step(way) {
    const found = this.history[way](JSON.stringify(this.facts));
    if (found === undefined) return;
    this.#facts = JSON.parse(found);
    this.write();
    this.changed();
    this.say(way === "undo" ? "元に戻しました。" : "やり直しました。");
    const button = /** @type {HTMLButtonElement} */ (one(this, `[data-act=${way}]`));
    // A button that cannot be pressed any more would take the focus with it.
    if (button.disabled && (document.activeElement === button || document.activeElement === document.body)) {
      one(this, `[data-act=${way === "undo" ? "redo" : "undo"}]`).focus();
    }
  }

  /** @param {Event} event */
  #input({ target: field }) {
    if (!isField(field)) return;
    const judged = field.closest("[data-judged]");
    const path = judged ? `judgements/${judged.getAttribute("data-judged")}/${field.dataset["key"]}` : field.dataset["path"];
    if (!path) return;
    this.remember(path);
    if (judged) set(this.facts, path, field.value);
    else this.take(path, field);
    this.changed();
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    // Inside a text field the browser's own undo works on its letters; outside, this one on the document.
    if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
    const key = event.key.toLowerCase();
    if (key !== "z" && key !== "y") return;
    event.preventDefault();
    this.#step(key === "y" || event.shiftKey ? "redo" : "undo");
  }

  // ---- what a person asks for ---------------------------------------------------------------------------------

  /** @param {MouseEvent} event */
  #click(event) {
    if (!(event.target instanceof Element)) return;
    const link = event.target.closest("a[data-path]");
    if (link) {
      if (this.goTo(link.getAttribute("data-path") ?? "")) event.preventDefault();
      return;
    }
    const button = event.target.closest("button[data-act]");
    const act = button?.getAttribute("data-act");
    if (act === "undo" || act === "redo") this.#step(act);
    else if (act === "save") {
      download(`${JSON.stringify(this.document(), null, 1)}\n`, `${this.name()}-${today()}.json`);
      this.say("ファイルに保存しました。");
    } else if (act === "print") window.print();
    else if (button && act) this.act(act, button);
  }

  /** The example chosen in the page's list. */
  example() {
    const id = /** @type {HTMLSelectElement} */ (one(this, "#yk-example")).value;
    const found = this.data.examples.find((each) => each.id === id);
    return found && structuredClone(found);
  }

  /** @param {File} file */
  async #openFile(file) {
    let text;
    try {
      text = await textOf(file, this.#most);
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
      this.refuse(`${quoted(file.name)}は${error.message}ページの内容はそのままです。`, "file");
      return;
    }
    const found = opened(text);
    if ("facts" in found) this.replace(found.facts, `${quoted(file.name)}を開きました。`);
    else if (/\.json$/i.test(file.name)) this.#unopened(file.name, found.refused);
    else await this.openOther(text, file.name, found.refused);
  }

  /**
   * Reads a block of cells with the same Python that reads files.
   * @param {string} text
   * @param {string} table
   * @returns {Promise<{ rows: Record<string, string>[], why: string, failed: boolean }>} `why`: what was not read, and how to mend it
   */
  async readBlock(text, table) {
    try {
      const answer = await /** @type {Promise<BlockAnswer>} */ (this.python.ask({ method: "read_block", text, table }));
      if (answer.error) return { rows: [], why: answer.error.message, failed: false };
      return { rows: answer.rows, why: answer.problems.map((problem) => problem.message).join(" "), failed: false };
    } catch (error) {
      if (!(error instanceof RuntimeFailure)) throw error;
      return {
        rows: [],
        why: "判定のしくみが動いていないため、まだ入れられません。「再試行」のあとで、もう一度押してください。",
        failed: true,
      };
    }
  }

  // ---- Python -------------------------------------------------------------------------------------------------

  /** Not after a failure: then 再試行 would vanish under the pointer that is about to press it. */
  #begin() {
    if (this.python.state.name === "idle") this.#start();
  }

  #start() {
    // A failure is shown by <yk-runtime-status>, which follows the runtime itself.
    this.python.boot().catch(() => {});
  }

  #runtimeChanged() {
    const { state } = this.python;
    const said = spoken(state);
    // How the start goes on must not drown what was said a moment ago.
    if (said) this.say(said, state.name === "failed" ? 0 : BEFORE_SPEAKING);
    if (state.name === "failed") this.#unjudged();
    // Whatever was written while it was not there.
    if (state.name === "ready") void this.#asking?.ask();
  }

  #request() {
    const check = this.begun ? this.check() : undefined;
    if (check === undefined) return undefined;
    return { method: "check", check, facts: this.document(), as_of: today(), base: this.dataset["site"], outline: true };
  }

  #nothing() {
    this.#status.answered(this.python, undefined);
    this.#unjudged();
    this.fixed("[data-empty]").hidden = false;
  }

  /** What was judged was an earlier state: it is not left standing beside a newer one. */
  #unjudged() {
    this.#problems = [];
    this.#showProblems();
    this.#verdicts += 1;
    showReport(this.fixed("[data-report]"), "");
    this.unanswered();
  }

  /** @param {CheckAnswer} answer */
  #answer(answer) {
    const { problems, report, html, error } = answer;
    this.fixed("[data-empty]").hidden = true;
    const region = this.fixed("[data-report]");
    if (error || !report || html === undefined) {
      this.#unjudged();
      this.#status.answered(this.python, error);
      this.say(SPOKEN_FAULT);
      return;
    }
    this.#status.answered(this.python, undefined);
    this.#problems = problems.filter((problem) => this.concerns(problem));
    this.answered(report, answer);
    showReport(region, html, (fresh) => {
      offerJudgements(region, fresh, /** @type {HTMLTemplateElement} */ (this.fixed("template[data-judgement]")), this.facts.judgements ?? {});
      this.dress(fresh);
    });
    this.#showProblems();
    const verdict = (this.#verdicts += 1);
    const draw = () => verdict === this.#verdicts && this.draw(report, answer);
    // After the frame that shows the verdict.
    requestAnimationFrame(() => setTimeout(draw));
  }

  /** Whether a field that belongs to this page could not be read. */
  get unread() {
    return this.#problems.filter(({ warning }) => !warning).length;
  }

  /** A field that is being written is not called wrong before the person leaves it. */
  #showProblems() {
    const at = document.activeElement;
    const writing = isField(at) && !at.hasAttribute("aria-invalid") ? at.dataset["path"] : undefined;
    const known = this.#problems.filter((problem) => problem.path !== writing);
    const [problems, warnings] = [this.fixed("[data-problems]"), this.fixed("[data-warnings]")];
    if (known.length === 0 && problems.hidden && warnings.hidden) return;
    showProblems(this.fixed("form"), problems, known.filter(({ warning }) => !warning));
    showWarnings(warnings, known.filter(({ warning }) => warning));
  }

  // ---- words --------------------------------------------------------------------------------------------------

  /** Reads the counts out, once typing rests. @param {Report["counts"]} counts @param {import("./counts.js").Statuses} statuses @param {string} [verdict] */
  sayCounts(counts, statuses, verdict = "") {
    const unread = this.unread ? `読み取れなかった欄が${this.unread}か所あります。` : "";
    this.say(unread + verdict + countsInWords(counts, statuses), BEFORE_SPEAKING);
  }

  /** Says what was not taken or not done, also to those who see. @param {string} text @param {"link" | "file" | "calendar" | "instructors"} what */
  refuse(text, what) {
    const place = one(this, `[data-refused=${what}]`);
    place.hidden = false;
    place.textContent = text;
    // What was above it may have gone with the verdict.
    place.scrollIntoView({ block: "nearest" });
    this.say(text);
  }

  /** Takes back what `refuse` has said. @param {string} [what] everything, unless told */
  forgive(what) {
    for (const place of all(this, what ? `[data-refused=${what}]` : "[data-refused]")) place.hidden = true;
  }

  /** @param {string} name @param {string} refused */
  #unopened(name, refused) {
    this.refuse(`${quoted(name)}を開けません。${refused}ページの内容はそのままです。`, "file");
  }

  /** The page's one live region: the newest sentence, not every one. @param {string} text @param {number} [rest] milliseconds */
  say(text, rest = 0) {
    clearTimeout(this.#sayTimer);
    const say = () => {
      this.#due = undefined;
      this.fixed("[data-status]").textContent = text;
    };
    // What was to be said at once is not lost to what may wait.
    if (rest > 0) this.#due?.();
    else this.#due = say;
    this.#sayTimer = setTimeout(say, rest);
  }
}

/** Registers what the parts of a check page are made of, then the page itself. @param {[string, CustomElementConstructor][]} elements */
export function define(elements) {
  /** @type {[string, CustomElementConstructor][]} */
  const common = [["yk-runtime-status", RuntimeStatus], ["yk-keep", KeepPanel]];
  for (const [name, element] of [...common, ...elements]) if (!customElements.get(name)) customElements.define(name, element);
}
