/**
 * <yk-compare-editions>: the document of this tab under the older and the newer edition of the requirements. It is only read
 * here: a file or an example takes its place for this page alone, and what is being written stays as it is.
 */

/** @import { CompareAnswer, CompareData, Facts } from "./protocol.js" */
/** @import { Runtime } from "./runtime.js" */

import { Asking } from "./asking.js";
import { beginSoon } from "./beginning.js";
import { today } from "./day.js";
import { all, one, quoted } from "./dom.js";
import { drafts } from "./drafts.js";
import { isBlankRow, opened } from "./facts.js";
import { textOf, TooLarge } from "./files.js";
import { draft } from "./keep.js";
import { hasAnything } from "./people.js";
import { isAnswered } from "./questions.js";
import { showReport } from "./report.js";
import { RuntimeStatus, SPOKEN_FAULT, spoken } from "./runtime-status.js";
import { sharedRuntime } from "./runtime.js";

/** Milliseconds of rest before a result is read out. */
const BEFORE_SPEAKING = 1200;

export class CompareEditions extends HTMLElement {
  /** @type {CompareData} */
  #data = { editions: [], trainings: [], examples: [] };
  /** @type {Facts | undefined} */
  #facts;
  /** Where the facts come from, in words. */
  #from = "";
  /** @type {Runtime | undefined} */
  #runtime;
  /** @type {Asking<CompareAnswer> | undefined} */
  #asking;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #sayTimer;
  #gone = new AbortController();
  /** Whether the page may start Python by itself. */
  #begun = false;

  /** A check has come in its place; Python goes on. */
  disconnectedCallback() {
    this.#gone.abort();
    clearTimeout(this.#sayTimer);
  }

  connectedCallback() {
    if (this.#runtime) return;
    this.#data = JSON.parse(one(this, "[data-page]").textContent ?? "");
    const runtime = sharedRuntime(new URL(this.dataset["runtime"] ?? "", document.baseURI));
    const { signal } = this.#gone;
    this.#runtime = runtime;
    this.#asking = new Asking(runtime, () => this.#request(), (answer) => this.#answer(answer));
    runtime.addEventListener("change", () => {
      const said = spoken(runtime.state);
      if (said) this.#say(said, runtime.state.name === "failed" ? 0 : BEFORE_SPEAKING);
      if (runtime.state.name === "ready") void this.#asking?.ask();
    }, { signal });
    this.#status.follow(runtime, () => this.#request());
    this.addEventListener("yk-retry", () => this.#changed());
    this.addEventListener("change", (event) => this.#choose(event));
    this.addEventListener("click", (event) => this.#click(event));
    this.addEventListener("submit", (event) => event.preventDefault());
    beginSoon(this, () => {
      this.#begun = true;
      this.#boot();
    });
    // A page that comes back from the browser's memory shows what was written meanwhile.
    window.addEventListener("pageshow", (event) => {
      if (event.persisted && !this.#borrowed) this.#takeOwn();
    }, { signal });
    window.addEventListener("beforeprint", () => this.#unfold(), { signal });
    const asked = new URLSearchParams(location.search).get("edition");
    const field = this.#field("edition", asked ?? "");
    if (field) field.checked = true;
    this.#takeOwn();
  }

  get #status() {
    return /** @type {RuntimeStatus} */ (one(this, "yk-runtime-status"));
  }

  /** Whether a file or an example stands in the place of what is being written. */
  get #borrowed() {
    return !one(this, "[data-act=own]").hidden;
  }

  get #edition() {
    const chosen = /** @type {HTMLInputElement | null} */ (this.querySelector("[name=edition]:checked"));
    return this.#data.editions.find(({ id }) => id === chosen?.value);
  }

  /** @param {string} name @param {string} value */
  #field(name, value) {
    const fields = /** @type {HTMLInputElement[]} */ (all(this, `[name=${name}]`));
    return fields.find((field) => field.value === value);
  }

  // ---- the facts ----------------------------------------------------------------------------------------------

  /** What this tab is writing, else what was kept last on this machine. */
  #takeOwn() {
    const begun = draft.text === undefined ? undefined : opened(draft.text);
    const kept = begun ? undefined : drafts.list()[0];
    if (begun && "facts" in begun) this.#take(begun.facts, "このタブで編集している内容", false);
    else if (kept) this.#take(kept.facts, `この端末に保存した${quoted(kept.name)}`, false);
    else this.#take(undefined, "", false);
  }

  /** @param {Facts | undefined} facts @param {string} from @param {boolean} borrowed */
  #take(facts, from, borrowed) {
    this.#facts = facts;
    this.#from = from;
    one(this, "[data-act=own]").hidden = !borrowed;
    const training = this.#data.trainings.find(({ names }) => names.includes(facts?.training ?? ""));
    for (const field of /** @type {HTMLInputElement[]} */ (all(this, "[name=training]"))) {
      field.checked = field.value === training?.id;
    }
    this.#changed();
  }

  /** How much of what the chosen checks read is there, in words; empty where there is nothing. */
  #held() {
    const { timetable = [], people = [], answers = {} } = this.#facts ?? {};
    const counts = {
      timetable: timetable.filter((row) => !isBlankRow(row)).length,
      people: people.filter(hasAnything).length,
      answers: Object.values(answers).filter(isAnswered).length,
    };
    const needed = this.#edition?.tables ?? [];
    if (needed.length ? !needed.some((table) => counts[table]) : !counts.answers) return "";
    return [
      counts.timetable && `時間割${counts.timetable}行`,
      counts.people && `講師${counts.people}人`,
      counts.answers && `答え${counts.answers}`,
    ].filter(Boolean).join("、");
  }

  /** After every change of what is compared. */
  #changed() {
    const held = this.#held();
    for (const part of all(this, "[data-of]")) part.hidden = part.dataset["of"] !== this.#edition?.id;
    const text = held ? `${this.#from}（${held}）を比べます。` : `${this.#from && `${this.#from}には、`}この点検の入力がまだありません。`;
    one(this, "[data-holding]").textContent = text;
    this.#boot();
    this.#asking?.changed();
  }

  /** Python is fetched once there is something to compare. */
  #boot() {
    if (this.#begun && this.#request() && this.#runtime?.state.name !== "ready") this.#runtime?.boot().catch(() => {});
  }

  /** Paper cannot be unfolded: everything is open while it is printed. */
  #unfold() {
    const folded = all(one(this, "[data-report]"), "details:not([open])");
    for (const details of folded) details.setAttribute("open", "");
    const fold = () => folded.forEach((details) => details.removeAttribute("open"));
    window.addEventListener("afterprint", fold, { once: true });
  }

  // ---- what a person asks for ---------------------------------------------------------------------------------

  /** @param {Event} event */
  #choose({ target: field }) {
    if (!(field instanceof HTMLInputElement)) return;
    if (field.dataset["act"] === "open" && field.files?.[0]) {
      void this.#openFile(field.files[0]);
      field.value = "";
    } else if (field.name === "edition" || field.name === "training") this.#changed();
  }

  /** @param {MouseEvent} event */
  #click({ target }) {
    const act = target instanceof Element ? target.closest("button[data-act]")?.getAttribute("data-act") : undefined;
    if (act === "example") {
      const id = /** @type {HTMLSelectElement} */ (one(this, "#yk-example")).value;
      const example = this.#data.examples.find((each) => each.id === id);
      if (!example) return;
      const field = this.#field("edition", example.edition);
      if (field) field.checked = true;
      this.#take(example.facts, `記入例「${example.title}」`, true);
      this.#say(`「${example.title}」を比べます。編集している内容はそのままです。`);
    } else if (act === "own") {
      this.#takeOwn();
      one(this, "[data-holding]").focus();
      this.#say("編集している内容に戻しました。");
    } else if (act === "print") window.print();
  }

  /** @param {File} file */
  async #openFile(file) {
    let text;
    try {
      text = await textOf(file, Number(this.dataset["most"]));
    } catch (error) {
      if (!(error instanceof TooLarge)) throw error;
      this.#say(`${quoted(file.name)}は${error.message}`);
      return;
    }
    const found = opened(text);
    if ("facts" in found) {
      this.#take(found.facts, `${quoted(file.name)}の内容`, true);
      this.#say(`${quoted(file.name)}を比べます。編集している内容はそのままです。`);
    } else this.#say(`${quoted(file.name)}を開けません。${found.refused}`);
  }

  // ---- Python -------------------------------------------------------------------------------------------------

  #request() {
    const edition = this.#edition;
    const training = /** @type {HTMLInputElement | null} */ (this.querySelector("[name=training]:checked"));
    if (!edition || !training || !this.#facts || !this.#held()) return undefined;
    const facts = { ...this.#facts, training: training.value };
    return { method: "compare", edition: edition.id, facts, as_of: today(), base: this.dataset["site"] };
  }

  /** @param {CompareAnswer | undefined} answer */
  #answer(answer) {
    const region = one(this, "[data-report]");
    const empty = one(this, "[data-empty]");
    empty.hidden = answer !== undefined;
    empty.textContent = this.#held() ? "研修の区分を選ぶと、ここに違いが出ます。" : "内容があると、ここに違いが出ます。";
    if (this.#runtime) this.#status.answered(this.#runtime, answer?.error);
    if (answer?.html === undefined) {
      if (answer) this.#say(SPOKEN_FAULT);
      return showReport(region, "");
    }
    showReport(region, answer.html);
    this.#say(answer.summary ?? "", BEFORE_SPEAKING);
  }

  /** The page's one live region, and a sentence beside the buttons where it answers one. @param {string} text @param {number} [rest] */
  #say(text, rest = 0) {
    clearTimeout(this.#sayTimer);
    if (rest === 0) one(this, "[data-said]").textContent = text;
    this.#sayTimer = setTimeout(() => {
      one(this, "[data-status]").textContent = text;
    }, rest);
  }
}

if (!customElements.get("yk-runtime-status")) customElements.define("yk-runtime-status", RuntimeStatus);
customElements.define("yk-compare-editions", CompareEditions);
