/** <yk-self-check>: a timetable against the requirements of one of the trainings. */

/** @import { CheckAnswer, Facts, PageData, Report, Row } from "./protocol.js" */
/** @import { Field } from "./dom.js" */
/** @import { RowsChange } from "./timetable.js" */

import { CheckPage, define } from "./check-page.js";
import { showCounts } from "./counts.js";
import { placeDays } from "./days.js";
import { all, isField, one, reveal, setText, show } from "./dom.js";
import { blank, get, hasContent, set, trimmed } from "./facts.js";
import { showReport } from "./report.js";
import { Timetable } from "./timetable.js";
import { clearTotals, showTotals } from "./totals.js";

const CHOOSE = "研修を選ぶと、判定が出ます。";
const NO_ROWS = "時間割の行が見つかりませんでした。見出しの行と、その下の行を一緒にコピーしてください。";

/** @extends {CheckPage<PageData>} */
export class SelfCheck extends CheckPage {
  #emptyRows = 1;

  /** @override */
  connectedCallback() {
    this.#emptyRows = all(this.#timetable, "tbody tr").length;
    this.addEventListener("yk-rows", (event) => this.#rows(/** @type {CustomEvent<RowsChange>} */ (event).detail));
    this.addEventListener("yk-block", (event) => {
      const { text, at } = /** @type {CustomEvent<{ text: string, at: number }>} */ (event).detail;
      void this.#block(text, at);
    });
    super.connectedCallback();
  }

  get #timetable() {
    return /** @type {Timetable} */ (this.fixed("yk-timetable"));
  }

  /** Of the document; none while it is to be chosen. */
  get #training() {
    return this.data.trainings.find((each) => each.id === this.facts.training);
  }

  /** @override */
  document() {
    return trimmed(this.facts);
  }

  /** @override */
  check() {
    return this.#training?.check;
  }

  /** @override */
  get begun() {
    return hasContent(this.facts);
  }

  /** @override */
  name() {
    return this.facts.training ? `時間割-${this.facts.training}` : "時間割";
  }

  /** @override @returns {Facts} */
  blank() {
    return { ...blank(this.facts.training), timetable: Array.from({ length: this.#emptyRows }, () => ({})) };
  }

  /** @override @param {Facts | undefined} found @param {string} asked @param {boolean} chosen */
  begin(found, asked, chosen) {
    const training = this.#named(asked)?.id;
    // What a browser restored into the fields by itself is typed text too: nothing typed is lost.
    const typed = this.#timetable.read();
    const rows = typed.some((row) => Object.keys(row).length) ? typed : this.blank().timetable;
    // Begun on another page of the tab; without rows the address still says which training.
    const facts = found
      ? found.timetable.length
        ? found
        : { ...found, training: training ?? found.training, timetable: rows }
      : { ...blank(training ?? ""), timetable: rows };
    // A training chosen while the page was still starting stands.
    const picked = this.querySelector("input[name=training]:checked");
    if (picked instanceof HTMLInputElement && !picked.defaultChecked && !chosen) return { ...facts, training: picked.value };
    return facts;
  }

  /** @override */
  write() {
    const { facts } = this;
    facts.training = this.#named(facts.training)?.id ?? "";
    // A short plan leaves room to go on.
    while (facts.timetable.length < this.#emptyRows) facts.timetable.push({});
    for (const field of all(this, "[data-path]").filter(isField)) {
      if (field.dataset["column"]) continue;
      const value = get(facts, field.dataset["path"] ?? "") ?? "";
      if (field instanceof HTMLInputElement && ["radio", "checkbox"].includes(field.type)) {
        field.checked = Array.isArray(value) ? value.includes(field.value) : value === field.value;
      } else show(field, String(value));
    }
    this.#timetable.write(facts.timetable);
    this.#showTraining();
  }

  /** People write a training's id or one of its names. @param {string} name */
  #named(name) {
    return this.data.trainings.find(({ id, short, title }) => [id, short, title].includes(name));
  }

  #showTraining() {
    const training = this.#training;
    const select = /** @type {HTMLSelectElement} */ (one(this, "#yk-example"));
    const fitting = this.data.examples.filter((each) => !training || this.#named(each.facts.training) === training).map(({ id }) => id);
    if (fitting[0] && !fitting.includes(select.value)) select.value = fitting[0];
    for (const part of all(this, "[data-training]")) {
      part.hidden = !(part.dataset["training"] ?? "").split(" ").includes(training?.id ?? "");
    }
    for (const part of all(this, "[data-unchosen]")) part.hidden = training !== undefined;
    this.#timetable.choose(training, this.data.trainings);
    if (!training) return;
    one(this, "[data-check]").textContent = training.check;
    // What the bar asked for is done; the counts take its place.
    if (!one(this, "[data-choose]").hidden) one(this, "[data-bar]").hidden = true;
  }

  /** @override @param {string} path @param {Field} field */
  take(path, field) {
    if (field instanceof HTMLInputElement && field.type === "checkbox") {
      const boxes = /** @type {HTMLInputElement[]} */ (all(this, `[data-path="${CSS.escape(path)}"]`));
      set(this.facts, path, boxes.filter((box) => box.checked).map((box) => box.value));
    } else if (field.dataset["column"]) {
      const { index, row } = this.#timetable.rowOf(field);
      this.facts.timetable[index] = row;
    } else set(this.facts, path, field.value);
    if (path === "training") this.#showTraining();
  }

  /** @param {RowsChange} change */
  #rows({ rows, said, focus }) {
    this.remember();
    this.put({ timetable: rows });
    this.#timetable.write(rows);
    this.changed();
    focus?.();
    this.say(this.check() ? said : `${said}${CHOOSE}`);
  }

  /** @override @param {string} path */
  goTo(path) {
    const field = document.getElementById(`f-${path.replaceAll("/", "-")}`);
    if (field) reveal(field);
    return field !== null;
  }

  /** @override @param {string} name */
  act(name) {
    if (name === "example") {
      const example = this.example();
      if (!example) return;
      const back = hasContent(this.facts) ? "「元に戻す」で前の内容に戻せます。" : "";
      this.replace(example.facts, `「${example.title}」を読み込みました。${back}`);
    } else if (name === "block") {
      const area = /** @type {HTMLTextAreaElement} */ (one(this, "#yk-block"));
      void this.#block(area.value, this.facts.timetable.length, area);
    } else if (name === "clear") this.replace(this.blank(), "すべて消しました。「元に戻す」で戻せます。");
  }

  /** @override @param {string} text */
  async openOther(text) {
    await this.#block(text, 0, undefined, true);
  }

  /**
   * Puts the rows of a block of cells in.
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
    this.say("貼り付けたものを読み取っています。");
    const { rows, why } = await this.readBlock(text, "timetable");
    if (rows.length === 0) return this.#blockProblem(why || NO_ROWS, text, area);
    const before = instead ? [] : this.facts.timetable;
    this.#rows({ rows: insert(before, rows, at), said: `${rows.length}行を入れました。「元に戻す」で戻せます。` });
    if (area) area.value = "";
    const paste = this.querySelector("[data-paste]");
    if (area && paste instanceof HTMLDetailsElement) {
      paste.open = false;
      one(paste, "summary").focus();
    }
    if (why) this.#blockProblem(why);
  }

  /**
   * What was pasted stays where the person can see it and try again.
   * @param {string} message
   * @param {string} [text]
   * @param {HTMLTextAreaElement} [area]
   */
  #blockProblem(message, text, area) {
    const field = /** @type {HTMLTextAreaElement} */ (one(this, "#yk-block"));
    const paste = this.querySelector("[data-paste]");
    if (paste instanceof HTMLDetailsElement) paste.open = true;
    if (text !== undefined && !area) field.value = text;
    const note = one(this, "#yk-block-error");
    note.textContent = message;
    note.hidden = false;
    this.say(message);
  }

  /** @override @param {Report} report */
  answered(report) {
    showCounts(this.fixed("[data-counts]"), report.counts, this.data.statuses, "yk-bar__word");
    if (this.unread) this.#bar("読み取れなかった欄を見る", "yk-problems");
    else this.#bar("判定を読む", "yk-result");
    this.sayCounts(report.counts, this.data.statuses);
  }

  /** @override @param {Report} report @param {CheckAnswer} answer */
  draw(report, { panels }) {
    showReport(this.fixed("[data-panels]"), panels ?? "", placeDays);
    const section = this.querySelector(`.yk-requirement[data-training="${CSS.escape(this.facts.training)}"]`);
    if (section instanceof HTMLElement) showTotals(section, report.computed);
  }

  /** @override */
  unanswered() {
    showReport(this.fixed("[data-panels]"), "");
    clearTotals(this);
    this.fixed("[data-bar]").hidden = true;
    if (this.begun && !this.check()) this.#bar("研修を選ぶ", "yk-trainings");
  }

  /** The bar at the bottom of the window, with the one thing to do next. @param {string} text @param {string} to */
  #bar(text, to) {
    const next = this.fixed("[data-next]");
    setText(next, text);
    next.setAttribute("href", `#${to}`);
    const chosen = this.check() !== undefined;
    this.fixed("[data-counts]").hidden = !chosen;
    this.fixed("[data-choose]").hidden = chosen;
    this.fixed("[data-bar]").hidden = false;
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

define([["yk-timetable", Timetable], ["yk-self-check", SelfCheck]]);
