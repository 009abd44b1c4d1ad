/**
 * <yk-yearly>: numbers by year as rows to fill in. The answer stays the one text that files hold (2023: 1、2024: 2); the rows write
 * it and are read from it, and what is no year with a number is kept as it was written.
 */

import { today } from "./day.js";
import { all, fieldId, one } from "./dom.js";
import { BETWEEN } from "./questions.js";

/** Rows that stand there before anything is written. */
const ROWS = 5;

const thisYear = () => Number(today().slice(0, 4));

/** Name, letter and first year. @typedef {[string, string, number]} Era */
/** @typedef {{ counts: Map<number, string>, rest: string[] }} Read */

export class Yearly extends HTMLElement {
  /** The earliest year asked for. */
  #from = Infinity;
  /** @type {Era[]} */
  #eras = [];

  connectedCallback() {
    if (this.#from !== Infinity) return;
    this.#eras = JSON.parse(this.dataset["eras"] ?? "[]");
    this.#from = thisYear() - ROWS + 1;
    one(this, "details").removeAttribute("open");
    this.#text.addEventListener("input", () => {
      // A pasted range of a spreadsheet reads like what is typed.
      if (this.#text.value.includes("\t")) this.#text.value = this.#text.value.replaceAll(/[ ]*\t+[ ]*/g, ": ").replaceAll("\n", "、");
      this.#show();
    });
    this.#text.addEventListener("yk-written", () => this.#show());
    one(this, "tbody").addEventListener("input", (event) => {
      event.stopPropagation();
      this.#take();
    });
    one(this, "tbody").addEventListener("paste", (event) => this.#paste(event));
    one(this, "[data-earlier]").addEventListener("click", () => {
      const first = Math.min(this.#from, ...this.#years);
      this.#from = first - 1;
      this.#show();
      this.#cell(this.#from)?.focus();
    });
    this.#show();
  }

  get #text() {
    return /** @type {HTMLTextAreaElement} */ (one(this, "[data-path]"));
  }

  get #cells() {
    return /** @type {HTMLInputElement[]} */ (all(this, "tbody input"));
  }

  get #years() {
    return this.#cells.map((cell) => Number(cell.dataset["of"]));
  }

  /** @param {number} year */
  #cell(year) {
    return this.#cells.find((cell) => cell.dataset["of"] === String(year));
  }

  /** Rows for the last years and for every year written. */
  #show() {
    const { counts, rest } = pairs(this.#text.value, this.#eras);
    const years = new Set(counts.keys());
    const last = thisYear();
    for (let year = this.#from; year <= last; year += 1) years.add(year);
    const wanted = [...years].sort((one, other) => one - other);
    if (wanted.join() !== this.#years.join()) one(this, "tbody").replaceChildren(...wanted.map((year) => this.#row(year)));
    for (const cell of this.#cells) {
      const count = counts.get(Number(cell.dataset["of"])) ?? "";
      if (cell.value !== count && cell !== document.activeElement) cell.value = count;
    }
    if (rest.length) one(this, "details").setAttribute("open", "");
  }

  /** @param {number} year */
  #row(year) {
    const template = /** @type {HTMLTemplateElement} */ (one(this, "template"));
    const row = /** @type {HTMLElement} */ (one(template.content, "tr").cloneNode(true));
    const cell = /** @type {HTMLInputElement} */ (one(row, "input"));
    cell.id = fieldId(`${this.#text.dataset["path"]}/${year}`);
    cell.dataset["of"] = String(year);
    /** @type {HTMLLabelElement} */ (one(row, "label")).htmlFor = cell.id;
    one(row, "[data-year]").textContent = String(year);
    return row;
  }

  /** The rows become the text, and the page hears of it as if it had been typed. */
  #take() {
    const { rest } = pairs(this.#text.value, this.#eras);
    const filled = this.#cells.filter((cell) => cell.value.trim() !== "");
    this.#text.value = [...filled.map((cell) => `${cell.dataset["of"]}: ${cell.value.trim()}`), ...rest].join("、");
    this.#text.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** A range of a spreadsheet: years with numbers, or numbers for this year and those after it. @param {ClipboardEvent} event */
  #paste(event) {
    const text = event.clipboardData?.getData("text/plain").replaceAll("\r", "").trimEnd() ?? "";
    if (!/[\t\n]/.test(text) || !(event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    const { counts, rest } = pairs(this.#text.value, this.#eras);
    for (const [year, count] of range(text, Number(event.target.dataset["of"]), this.#eras)) counts.set(year, count);
    this.#text.value = [...[...counts].map(([year, count]) => `${year}: ${count}`), ...rest].join("、");
    event.target.blur();
    this.#text.dispatchEvent(new Event("input", { bubbles: true }));
    this.#cell(Number(event.target.dataset["of"]))?.focus();
  }
}

/**
 * A year by the calendar or by the era, as Python reads it; undefined for anything else.
 * @param {string} text
 * @param {Era[]} eras
 */
function yearOf(text, eras) {
  const [, western, era, of] = /^(?:(\d{4})|(\D+)(\d{1,2}|元))(?:年度?)?$/.exec(text.normalize("NFKC").replaceAll(/\s/g, "")) ?? [];
  if (western) return Number(western);
  const first = eras.find(([name, letter]) => era === name || era?.toUpperCase() === letter)?.[2];
  return first && of ? first - 1 + (of === "元" ? 1 : Number(of)) : undefined;
}

/** @param {string} text @param {Era[]} eras @returns {Read} */
function pairs(text, eras) {
  /** @type {Read} */
  const found = { counts: new Map(), rest: [] };
  for (const part of text.split(BETWEEN).map((each) => each.trim()).filter(Boolean)) {
    const [of = "", count, more] = part.normalize("NFKC").split(":");
    const year = yearOf(of, eras);
    if (year && count !== undefined && more === undefined) found.counts.set(year, count.trim());
    else found.rest.push(part);
  }
  return found;
}

/**
 * @param {string} text rows by line, cells by tab
 * @param {number} at the year of the cell that it is pasted into
 * @param {Era[]} eras
 * @returns {[number, string][]}
 */
function range(text, at, eras) {
  const rows = text.split("\n").map((line) => line.split("\t").map((cell) => cell.normalize("NFKC").trim()));
  const [first = [], second] = rows;
  // Side by side: a row of years over a row of numbers.
  const across = rows.length === 2 && first.length > 1 && first.every((cell) => yearOf(cell, eras));
  const couples = across ? first.map((cell, index) => [cell, second?.[index] ?? ""]) : rows;
  const dated = couples.flatMap(([of = "", count]) => {
    const year = yearOf(of, eras);
    return year && count ? [/** @type {[number, string]} */ ([year, count])] : [];
  });
  if (dated.length) return dated;
  const numbers = rows.length === 1 ? first : rows.map((row) => row[0] ?? "");
  return numbers.flatMap((count, index) => (count ? [/** @type {[number, string]} */ ([at + index, count])] : []));
}
