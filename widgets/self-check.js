/**
 * <yk-self-check>: joins the form, Python and the report. The document (facts as typed) lives here; every change of it goes
 * through `#changed`, every answer through `#answer`.
 */

/** @import { BlockAnswer, CheckAnswer, Facts, OfficeHost, PageData, Problem, Row } from "./protocol.js" */
/** @import { RowsChange } from "./timetable.js" */

import { all, isField, one, reveal, show } from "./dom.js";
import { blank, get, hasContent, read, set, trimmed } from "./facts.js";
import { download, fromLink, linkTo, textOf } from "./files.js";
import { History } from "./history.js";
import { draft, kept } from "./keep.js";
import { showProblems, showWarnings } from "./problems.js";
import { showReport } from "./report.js";
import { RuntimeStatus, spoken } from "./runtime-status.js";
import { Runtime, RuntimeFailure } from "./runtime.js";
import { Timetable } from "./timetable.js";
import { clearTotals, showTotals } from "./totals.js";

/** Milliseconds of rest before a change is checked, and before its result is read out. */
const REST = { check: 150, speak: 1200 };

export class SelfCheck extends HTMLElement {
  /** @type {PageData} */
  #data = { trainings: [], examples: [], statuses: [] };
  /** @type {Facts} */
  #facts = blank("");
  #history = new History();
  /** @type {Runtime | undefined} */
  #runtime;
  #emptyRows = 1;
  /** Counts changes; an answer is shown only if it is about the newest. */
  #newest = 0;
  #busy = false;
  /** Kana are being turned into kanji: what is shown must not change under the hands. */
  #composing = false;
  /** @type {Problem[]} */
  #problems = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #checkTimer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #sayTimer;
  #ready = false;

  connectedCallback() {
    if (this.#ready) return;
    this.#ready = true;
    this.#data = JSON.parse(one(this, "[data-page]").textContent ?? "");
    this.#emptyRows = all(this.#timetable, "tbody tr").length;
    const patience = Number(this.dataset["patience"]);
    this.#runtime = new Runtime({
      base: new URL(this.dataset["runtime"] ?? "", document.baseURI),
      ...(patience > 0 && { patience: { start: patience, answer: patience } }),
    });
    this.#runtime.addEventListener("change", () => this.#runtimeChanged());
    /** @type {RuntimeStatus} */ (one(this, "yk-runtime-status")).follow(this.#runtime);

    this.addEventListener("input", (event) => this.#input(event));
    this.addEventListener("change", (event) => this.#choose(event));
    this.addEventListener("click", (event) => this.#click(event));
    this.addEventListener("submit", (event) => event.preventDefault());
    this.addEventListener("compositionstart", () => {
      this.#composing = true;
    });
    this.addEventListener("compositionend", () => {
      this.#composing = false;
      this.#changed();
    });
    this.addEventListener("focusout", () => this.#left());
    this.addEventListener("yk-rows", (event) => this.#rows(/** @type {CustomEvent<RowsChange>} */ (event).detail));
    this.addEventListener("yk-block", (event) => {
      const { text, at } = /** @type {CustomEvent<{ text: string, at: number }>} */ (event).detail;
      void this.#block(text, at);
    });
    this.addEventListener("yk-office", (event) => {
      Object.assign(/** @type {CustomEvent<OfficeHost>} */ (event).detail, {
        check: this.#training?.check,
        facts: trimmed(this.#facts),
        runtime: this.#runtime,
        open: (/** @type {Facts} */ facts, /** @type {string} */ said) => this.#replace(facts, said),
        set: (/** @type {string} */ path, /** @type {string} */ value) => {
          this.#history.keep(JSON.stringify(this.#facts), path);
          set(this.#facts, path, value);
          this.#changed();
        },
        say: (/** @type {string} */ text) => this.#say(text, 0),
      });
    });
    this.addEventListener("yk-retry", () => {
      this.#start();
      this.#check();
    });
    this.addEventListener("keydown", (event) => this.#key(event));
    for (const name of ["focusin", "pointerdown"]) {
      this.addEventListener(name, () => this.#begin(), { once: true, passive: true });
    }
    const idle = window.requestIdleCallback ?? ((/** @type {() => void} */ then) => setTimeout(then, 2000));
    idle(() => this.#begin(), { timeout: 4000 });
    void this.#open();
  }

  get #timetable() {
    return /** @type {Timetable} */ (one(this, "yk-timetable"));
  }

  get #training() {
    return this.#data.trainings.find((each) => each.id === this.#facts.training) ?? this.#data.trainings[0];
  }

  /** The form as the reader left it, sent it or asked for it, in this order: link, this machine, address, first training. */
  async #open() {
    // What a browser restored into the fields by itself is typed text too: nothing typed is lost.
    const typed = this.#timetable.read();
    const asked = new URLSearchParams(location.search).get("training");
    const first = this.#data.trainings.find((each) => each.id === asked) ?? this.#data.trainings[0];
    let facts = { ...this.#blank(first?.id ?? ""), ...(typed.some((row) => Object.keys(row).length) && { timetable: typed }) };
    let said = "";
    const begun = draft.text === undefined ? undefined : parsed(draft.text);
    // Begun on this or another page of the tab; without rows the address still says which training.
    if (begun) facts = begun.timetable.length ? begun : { ...begun, training: asked ?? begun.training, timetable: facts.timetable };
    const own = kept.text;
    if (own !== undefined) {
      const found = parsed(own);
      if (found) {
        facts = found;
        said = "この端末に保存した内容を開きました。";
      }
      /** @type {HTMLInputElement} */ (one(this, "[data-act=keep]")).checked = true;
      one(this, "[data-act=forget]").hidden = false;
    }
    try {
      const carried = await fromLink(location.hash);
      const found = carried === undefined ? undefined : parsed(carried);
      if (found) {
        if (hasContent(facts)) this.#history.keep(JSON.stringify(facts));
        facts = found;
        said = "共有リンクの内容を開きました。";
      } else if (carried !== undefined) {
        said = "共有リンクの内容を読み取れませんでした。リンクが途中で切れていないか確かめてください。";
      }
    } catch {
      said = "共有リンクの内容を読み取れませんでした。リンクが途中で切れていないか確かめてください。";
    }
    // A training chosen while the page was still starting stands.
    const picked = this.querySelector("input[name=training]:checked");
    if (picked instanceof HTMLInputElement && !picked.defaultChecked && !said) facts = { ...facts, training: picked.value };
    this.#write(facts);
    if (said) this.#say(said, 0);
  }

  /** @param {string} training @returns {Facts} */
  #blank(training) {
    return { ...blank(training), timetable: Array.from({ length: this.#emptyRows }, () => ({})) };
  }

  // ---- the document -------------------------------------------------------------------------------------------

  /** Shows a whole document. @param {Facts} facts */
  #write(facts) {
    this.#facts = facts;
    const training = this.#named(facts.training) ?? this.#data.trainings[0];
    if (training) facts.training = training.id;
    for (const field of all(this, "[data-path]").filter(isField)) {
      if (field.dataset["column"]) continue;
      const value = get(facts, field.dataset["path"] ?? "") ?? "";
      if (field instanceof HTMLInputElement && ["radio", "checkbox"].includes(field.type)) {
        field.checked = Array.isArray(value) ? value.includes(field.value) : value === field.value;
      } else show(field, String(value));
    }
    this.#timetable.write(facts.timetable);
    this.#showTraining();
    this.#changed();
  }

  /** People write a training's id or one of its names. @param {string} name */
  #named(name) {
    return this.#data.trainings.find(({ id, short, title }) => [id, short, title].includes(name));
  }

  #showTraining() {
    const training = this.#training;
    if (!training) return;
    const select = /** @type {HTMLSelectElement} */ (one(this, "#yk-example"));
    const fitting = this.#data.examples.filter((each) => this.#named(each.facts.training) === training).map(({ id }) => id);
    if (fitting[0] && !fitting.includes(select.value)) select.value = fitting[0];
    for (const part of all(this, "[data-training]")) {
      part.hidden = !(part.dataset["training"] ?? "").split(" ").includes(training.id);
    }
    this.#timetable.training = training;
    one(this, "[data-check]").textContent = training.check;
  }

  /** After every change, whoever made it. */
  #changed() {
    this.#newest += 1;
    const undo = /** @type {HTMLButtonElement} */ (one(this, "[data-act=undo]"));
    const redo = /** @type {HTMLButtonElement} */ (one(this, "[data-act=redo]"));
    undo.disabled = !this.#history.canUndo;
    redo.disabled = !this.#history.canRedo;
    draft.write(JSON.stringify(trimmed(this.#facts)));
    if (/** @type {HTMLInputElement} */ (one(this, "[data-act=keep]")).checked) this.#keep();
    clearTimeout(this.#checkTimer);
    this.#checkTimer = setTimeout(() => this.#check(), REST.check);
    this.dispatchEvent(new Event("yk-changed"));
  }

  /** @param {Event} event */
  #input(event) {
    const field = event.target;
    if (!isField(field)) return;
    const judged = field.closest("[data-judged]");
    const path = judged ? `judgements/${judged.getAttribute("data-judged")}/${field.dataset["key"]}` : field.dataset["path"];
    if (!path) return;
    this.#history.keep(JSON.stringify(this.#facts), path);
    if (field instanceof HTMLInputElement && field.type === "checkbox") {
      const boxes = /** @type {HTMLInputElement[]} */ (all(this, `[data-path="${CSS.escape(path)}"]`));
      set(this.#facts, path, boxes.filter((box) => box.checked).map((box) => box.value));
    } else if (field.dataset["column"]) {
      this.#facts = { ...this.#facts, timetable: this.#timetable.read() };
    } else set(this.#facts, path, field.value);
    if (path === "training") this.#showTraining();
    this.#changed();
  }

  /** @param {RowsChange} change */
  #rows({ rows, said, focus }) {
    this.#history.keep(JSON.stringify(this.#facts));
    this.#facts = { ...this.#facts, timetable: rows };
    this.#timetable.write(rows);
    this.#changed();
    focus?.();
    this.#say(said, 0);
  }

  /** Replaces the document in one step that can be undone. @param {Facts} facts @param {string} said */
  #replace(facts, said) {
    this.#history.keep(JSON.stringify(this.#facts));
    this.#write(facts);
    this.#say(said, 0);
  }

  /** @param {"undo" | "redo"} way */
  #step(way) {
    const found = this.#history[way](JSON.stringify(this.#facts));
    if (found === undefined) return;
    this.#write(JSON.parse(found));
    this.#say(way === "undo" ? "元に戻しました。" : "やり直しました。", 0);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
    // Inside a text field the browser's own undo works on its letters; outside, this one on the timetable.
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
      const field = document.getElementById((link.getAttribute("href") ?? "").slice(1));
      if (field) {
        event.preventDefault();
        reveal(field);
      }
      return;
    }
    const act = event.target.closest("button[data-act]")?.getAttribute("data-act");
    if (act === "example") {
      const id = /** @type {HTMLSelectElement} */ (one(this, "#yk-example")).value;
      const example = this.#data.examples.find((each) => each.id === id);
      if (!example) return;
      const back = hasContent(this.#facts) ? "「元に戻す」で前の内容に戻せます。" : "";
      this.#replace(structuredClone(example.facts), `「${example.title}」を読み込みました。${back}`);
    } else if (act === "block") {
      const area = /** @type {HTMLTextAreaElement} */ (one(this, "#yk-block"));
      void this.#block(area.value, this.#facts.timetable.length, area);
    } else if (act === "undo" || act === "redo") this.#step(act);
    else if (act === "clear") {
      this.#replace(this.#blank(this.#facts.training), "すべて消しました。「元に戻す」で戻せます。");
    } else if (act === "save") {
      download(`${JSON.stringify(trimmed(this.#facts), null, 1)}\n`, `時間割-${this.#facts.training}-${today()}.json`);
      this.#say("ファイルに保存しました。", 0);
    } else if (act === "share") void this.#share();
    else if (act === "print") window.print();
    else if (act === "forget") {
      kept.forget();
      /** @type {HTMLInputElement} */ (one(this, "[data-act=keep]")).checked = false;
      one(this, "[data-act=forget]").hidden = true;
      one(this, "[data-act=keep]").focus();
      this.#say("この端末に保存した内容を消去しました。表の内容は残っています。", 0);
    }
  }

  /** @param {Event} event */
  #choose(event) {
    const field = event.target;
    if (!(field instanceof HTMLInputElement)) return;
    if (field.dataset["act"] === "open" && field.files?.[0]) {
      void this.#openFile(field.files[0]);
      field.value = "";
    } else if (field.dataset["act"] === "keep") {
      one(this, "[data-act=forget]").hidden = !field.checked;
      if (field.checked) this.#keep();
      else kept.forget();
      this.#say(field.checked ? "この端末に保存します。" : "保存をやめ、保存した内容を消去しました。", 0);
    }
  }

  #keep() {
    const error = one(this, "[data-keep-error]");
    error.hidden = kept.write(JSON.stringify(trimmed(this.#facts)));
    error.textContent = error.hidden ? "" : "この端末には保存できません。「ファイルに保存」を使ってください。";
  }

  async #share() {
    const link = await linkTo(JSON.stringify(trimmed(this.#facts)));
    try {
      await navigator.clipboard.writeText(link);
      this.#say("共有リンクを写しました。", 0);
    } catch {
      // No clipboard (plain HTTP, or refused): the address bar is always there.
      history.replaceState(null, "", link);
      this.#say("アドレス欄のリンクを写して使ってください。", 0);
    }
  }

  /** @param {File} file */
  async #openFile(file) {
    const text = await textOf(file);
    const found = parsed(text);
    if (found) this.#replace(found, `「${file.name}」を開きました。`);
    else if (/\.json$/i.test(file.name)) {
      this.#say(`「${file.name}」は、このページで保存したファイルではないようです。表はそのままです。`, 0);
    } else await this.#block(text, 0, undefined, true);
  }

  /**
   * Reads a block of cells with the same Python that reads files, and puts its rows in.
   * @param {string} text
   * @param {number} at
   * @param {HTMLTextAreaElement} [area] emptied once its content is in the table
   * @param {boolean} [instead] of the rows that are there
   */
  async #block(text, at, area, instead = false) {
    const note = one(this, "#yk-block-error");
    note.hidden = true;
    if (text.trim() === "") {
      this.#blockProblem("貼り付ける欄が空です。表計算ソフトで範囲をコピーして、欄に貼り付けてください。");
      return;
    }
    this.#say("貼り付けたものを読み取っています。", 0);
    try {
      const answer = await /** @type {Promise<BlockAnswer>} */ (this.#python.ask({ method: "read_block", text }));
      if (answer.error) return this.#blockProblem(answer.error.message, text, area);
      if (answer.rows.length === 0) {
        const why = answer.problems.map((problem) => problem.message).join(" ");
        return this.#blockProblem(why || "時間割の行が見つかりませんでした。見出しの行と、その下の行を一緒にコピーしてください。", text, area);
      }
      const before = instead ? [] : this.#facts.timetable;
      const rows = insert(before, answer.rows, at);
      this.#rows({ rows, said: `${answer.rows.length}行を入れました。「元に戻す」で戻せます。` });
      if (area) area.value = "";
      const paste = this.querySelector("details.yk-paste");
      if (area && paste instanceof HTMLDetailsElement) {
        paste.open = false;
        one(paste, "summary").focus();
      }
      if (answer.problems.length) this.#blockProblem(answer.problems.map((problem) => problem.message).join(" "));
    } catch (error) {
      if (!(error instanceof RuntimeFailure)) throw error;
      this.#blockProblem("判定のしくみが動いていないため、まだ表に入れられません。下の「再試行」のあとで、もう一度押してください。", text, area);
    }
  }

  /**
   * What was pasted stays where the person can see it and try again.
   * @param {string} message
   * @param {string} [text]
   * @param {HTMLTextAreaElement} [area]
   */
  #blockProblem(message, text, area) {
    const field = /** @type {HTMLTextAreaElement} */ (one(this, "#yk-block"));
    const paste = this.querySelector("details.yk-paste");
    if (paste instanceof HTMLDetailsElement) paste.open = true;
    if (text !== undefined && !area) field.value = text;
    const note = one(this, "#yk-block-error");
    note.textContent = message;
    note.hidden = false;
    this.#say(message, 0);
  }

  // ---- Python -------------------------------------------------------------------------------------------------

  get #python() {
    if (!this.#runtime) throw new Error("not connected");
    return this.#runtime;
  }

  /** Not after a failure: then 再試行 would vanish under the pointer that is about to press it. */
  #begin() {
    if (this.#python.state.name === "idle") this.#start();
  }

  #start() {
    // A failure is shown by <yk-runtime-status>, which follows the runtime itself.
    this.#python.boot().catch(() => {});
  }

  #runtimeChanged() {
    const state = this.#python.state;
    const said = spoken(state);
    // How the start goes on must not drown what was said a moment ago.
    if (said) this.#say(said, state.name === "failed" ? 0 : REST.speak);
    if (state.name === "failed") this.#bar(undefined);
    // Whatever was written while it was not there.
    if (state.name === "ready") void this.#check();
  }

  /** Asks about the document as it is now; while an answer is awaited, only the newest change waits behind it. */
  async #check() {
    const training = this.#training;
    if (this.#busy || this.#composing || !training) return;
    if (!hasContent(this.#facts)) {
      this.#forgetResult();
      return;
    }
    this.#busy = true;
    const about = this.#newest;
    try {
      const facts = trimmed(this.#facts);
      const answer = await /** @type {Promise<CheckAnswer>} */ (
        this.#python.ask({ method: "check", check: training.check, facts, as_of: today() })
      );
      if (about === this.#newest && !this.#composing) this.#answer(answer);
    } catch (error) {
      // Shown by <yk-runtime-status>; the document is untouched and is checked again after 再試行.
      if (!(error instanceof RuntimeFailure)) throw error;
      return;
    } finally {
      this.#busy = false;
    }
    if (about !== this.#newest) void this.#check();
  }

  /** @param {CheckAnswer} answer */
  #answer({ problems, report, html, error }) {
    one(this, "[data-empty]").hidden = true;
    const region = one(this, "[data-report]");
    if (error || !report || html === undefined) {
      const text = document.createElement("p");
      text.className = "yk-error";
      text.textContent = error?.message ?? "判定できませんでした。";
      showReport(region, text.outerHTML);
      return;
    }
    this.#problems = problems;
    this.#showProblems();
    showReport(region, html, () => this.#judgements(region));
    const section = this.querySelector(`.yk-requirement[data-training="${CSS.escape(this.#facts.training)}"]`);
    if (section instanceof HTMLElement) showTotals(section, report.computed);
    const line = this.#data.statuses
      .filter(({ id }) => report.counts[id])
      .map(({ id, label }) => ({ id, label, count: report.counts[id] ?? 0 }));
    this.#bar(line);
    const unread = problems.filter(({ warning }) => !warning).length;
    const spokenProblems = unread ? `読み取れなかった欄が${unread}か所あります。` : "";
    this.#say(spokenProblems + line.map(({ label, count }) => `${label} ${count}件`).join("、"), REST.speak);
  }

  /** A field that is being written is not called wrong before the person leaves it. */
  #showProblems() {
    const at = document.activeElement;
    const writing = isField(at) && !at.hasAttribute("aria-invalid") ? at.dataset["path"] : undefined;
    const known = this.#problems.filter((problem) => problem.path !== writing);
    showProblems(one(this, "form"), one(this, "[data-problems]"), known.filter(({ warning }) => !warning));
    showWarnings(one(this, "[data-warnings]"), known.filter(({ warning }) => warning));
  }

  #left() {
    this.#history.pause();
    // The focus is nowhere while it moves.
    setTimeout(() => this.#showProblems());
  }

  #forgetResult() {
    this.#problems = [];
    this.#showProblems();
    showReport(one(this, "[data-report]"), "");
    one(this, "[data-empty]").hidden = false;
    clearTotals(this);
    this.#bar(undefined);
  }

  /** Lets a person record a judgement in each finding that asks for one, or where one is recorded. @param {HTMLElement} region */
  #judgements(region) {
    const template = /** @type {HTMLTemplateElement} */ (one(this, "template[data-judgement]"));
    /** @type {HTMLElement[]} */
    const decided = [];
    for (const finding of all(region, ".yk-finding")) {
      const id = finding.getAttribute("data-finding") ?? "";
      const recorded = this.#facts.judgements?.[id];
      const asks = finding.classList.contains("yk-judgement") && !finding.querySelector("[data-finding]");
      if (!asks && !recorded?.["result"]) continue;
      if (recorded?.["result"] && finding.parentElement?.classList.contains("yk-group")) decided.push(finding);
      const box = /** @type {HTMLElement} */ (one(template.content, "fieldset").cloneNode(true));
      box.dataset["judged"] = id;
      for (const field of /** @type {HTMLInputElement[]} */ (all(box, "input"))) {
        const value = recorded?.[field.dataset["key"] ?? ""] ?? "";
        if (field.type === "radio") {
          field.name = `judged-${id}`;
          field.checked = field.value === value;
        } else field.value = value;
      }
      finding.append(box);
    }
    // What a person has decided stays in sight, and does not vanish among all that is met.
    const group = /** @type {HTMLElement} */ (one(template.content, "section").cloneNode(true));
    const sources = new Set(decided.map((finding) => finding.parentElement));
    group.append(...decided);
    if (decided.length) one(region, ".yk-stamp").before(group);
    for (const source of sources) if (!source?.querySelector(".yk-finding")) source?.remove();
  }

  /** @param {{ id: string, label: string, count: number }[] | undefined} line */
  #bar(line) {
    one(this, "[data-bar]").hidden = line === undefined;
    const unread = this.#problems.some((problem) => !problem.warning);
    const next = /** @type {HTMLAnchorElement} */ (one(this, "[data-next]"));
    next.textContent = unread ? "読み取れなかった欄を見る" : "判定を読む";
    next.href = unread ? "#yk-problems" : "#yk-result";
    one(this, "[data-counts]").replaceChildren(
      ...(line ?? []).map(({ id, label, count }) => {
        const part = document.createElement("span");
        part.className = `yk-count yk-status yk-status--${id}`;
        const word = document.createElement("span");
        word.className = "yk-bar__word";
        word.textContent = `${label} `;
        part.append(word, String(count));
        return part;
      }),
    );
  }

  /** The page's one live region: the newest sentence, not every one. @param {string} text @param {number} rest */
  #say(text, rest) {
    clearTimeout(this.#sayTimer);
    this.#sayTimer = setTimeout(() => {
      one(this, "[data-status]").textContent = text;
    }, rest);
  }
}

/** @param {string} text */
function parsed(text) {
  try {
    return read(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/**
 * New rows at a place, in the room of empty rows there.
 * @param {Row[]} rows
 * @param {Row[]} fresh
 * @param {number} at
 */
function insert(rows, fresh, at) {
  const before = rows.slice(0, at);
  const after = rows.slice(at);
  while (before.length && Object.keys(before.at(-1) ?? {}).length === 0) before.pop();
  while (after.length && Object.keys(after[0] ?? {}).length === 0) after.shift();
  return [...before, ...fresh, ...after];
}

/** The day on the reader's calendar, not in Greenwich. */
function today() {
  const now = new Date();
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

customElements.define("yk-timetable", Timetable);
customElements.define("yk-runtime-status", RuntimeStatus);
customElements.define("yk-self-check", SelfCheck);
