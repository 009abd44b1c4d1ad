/** <yk-timetable>: the rows of a timetable. Owns the rows' elements; the document belongs to <yk-self-check>. */

/** @import { Row, Training } from "./protocol.js" */

import { all, fieldId, isField, one, show } from "./dom.js";
import { showTopics, writeTopics } from "./topics.js";

/** A change of the rows, before it is made. @typedef {{ rows: Row[], said: string, focus?: () => void }} RowsChange */

export class Timetable extends HTMLElement {
  /** @type {Training | undefined} */
  #training;
  /** @type {Training[]} */
  #trainings = [];

  connectedCallback() {
    this.addEventListener("click", (event) => this.#click(event));
    this.addEventListener("keydown", (event) => this.#key(event));
    this.addEventListener("paste", (event) => this.#paste(event));
    this.addEventListener("input", (event) => this.#input(event));
    this.#together.addEventListener("change", () => this.#showAudience());
    this.addEventListener("focusout", (event) => {
      const menu = event.target instanceof Element ? event.target.closest("details[data-menu]") : null;
      if (menu instanceof HTMLDetailsElement && !(event.relatedTarget instanceof Node && menu.contains(event.relatedTarget))) {
        menu.open = false;
      }
    });
  }

  get #body() {
    return one(this, "tbody");
  }

  get #rows() {
    return all(this.#body, "tr");
  }

  /** Whether the rows may be of two trainings. */
  get #together() {
    return /** @type {HTMLInputElement} */ (one(this, "[data-together-choice]"));
  }

  /** @param {Training | undefined} training none, while it is to be chosen @param {Training[]} trainings those that rows may be for */
  choose(training, trainings) {
    this.#training = training;
    this.#trainings = trainings;
    for (const row of this.#rows) this.#of(row);
    this.#showAudience();
  }

  /** Whom a row is for is asked once someone wants it, and shown as long as any row says it. */
  #showAudience() {
    const fields = /** @type {HTMLSelectElement[]} */ (all(this, "select[data-column=audience]"));
    const said = fields.some(({ value }) => value !== "");
    const choice = this.#together;
    choice.disabled = said;
    choice.checked ||= said;
    this.toggleAttribute("data-together", choice.checked);
  }

  /** What a row offers follows from whom it is for. @param {HTMLElement} row */
  #of(row) {
    const field = /** @type {HTMLSelectElement} */ (one(row, "select[data-column=audience]"));
    for (const option of /** @type {HTMLOptionElement[]} */ (all(field, "option[data-for]"))) {
      // Not every browser hides an option.
      option.hidden = option.disabled = !this.#training?.audience.includes(option.dataset["for"] ?? "");
    }
    const chosen = this.#trainingOf(row);
    one(row, "input[data-column=subject]").setAttribute("list", chosen ? `yk-subjects-${chosen.id}` : "");
    this.#topics(row);
  }

  /** @param {HTMLElement} row */
  #trainingOf(row) {
    const field = /** @type {HTMLSelectElement} */ (one(row, "select[data-column=audience]"));
    const id = field.selectedOptions[0]?.dataset["for"];
    return this.#trainings.find((each) => each.id === id) ?? this.#training;
  }

  /** @returns {Row[]} */
  read() {
    return this.#rows.map(readRow);
  }

  /** The row of a field, as it is now. @param {Element} field */
  rowOf(field) {
    const row = /** @type {HTMLElement} */ (field.closest("tr"));
    return { index: this.#rows.indexOf(row), row: readRow(row) };
  }

  /** Shows rows, touching only the fields that differ, so that the caret stays where it is. @param {Row[]} rows */
  write(rows) {
    const wanted = Math.max(rows.length, 1);
    while (this.#rows.length > wanted) this.#rows.at(-1)?.remove();
    while (this.#rows.length < wanted) this.#body.append(this.#make());
    for (const [index, row] of this.#rows.entries()) {
      for (const field of all(row, "[data-column]").filter(isField)) {
        show(field, rows[index]?.[field.dataset["column"] ?? ""] ?? "");
      }
      this.#number(row, index + 1);
      this.#of(row);
    }
    this.#showAudience();
    one(this, "[data-rows]").textContent = String(this.#rows.length);
    this.#offer(true);
  }

  /** Says that rows lack the day above them. Not while they are typed: the page would move. @param {boolean} afresh */
  #offer(afresh) {
    const offer = one(this, "[data-undated]");
    if (offer.hidden && !afresh) return;
    const { length } = undated(this.read());
    offer.hidden = length === 0;
    one(offer, "[data-count]").textContent = String(length);
  }

  #make() {
    const template = /** @type {HTMLTemplateElement} */ (one(this, "template[data-row]"));
    return /** @type {HTMLElement} */ (one(template.content, "tr").cloneNode(true));
  }

  /**
   * @param {HTMLElement} row
   * @param {number} number
   */
  #number(row, number) {
    for (const place of all(row, "[data-number]")) place.textContent = String(number);
    for (const field of all(row, "[data-column]").filter(isField)) {
      const path = `timetable/${number}/${field.dataset["column"]}`;
      field.id = fieldId(path);
      field.dataset["path"] = path;
    }
    for (const label of /** @type {HTMLLabelElement[]} */ (all(row, "label[data-label]"))) {
      label.htmlFor = fieldId(`timetable/${number}/${label.dataset["label"]}`);
    }
  }

  /** @param {HTMLElement} row */
  #topics(row) {
    const cell = row.querySelector("td[data-cell=topics]");
    if (!(cell instanceof HTMLElement)) return;
    const name = /** @type {HTMLInputElement} */ (one(row, "input[data-column=subject]")).value.trim();
    const subject = this.#trainingOf(row)?.subjects.find((each) => each.name === name);
    showTopics(cell, subject?.topics ?? []);
  }

  /** @param {Event} event */
  #input(event) {
    const target = event.target;
    if (!(target instanceof HTMLElement)) return;
    const row = target.closest("tr");
    if (target instanceof HTMLInputElement && target.closest(".yk-topics__list")) {
      event.stopPropagation();
      const cell = target.closest("td");
      if (cell) writeTopics(cell, target);
      return;
    }
    this.#offer(false);
    if (row && ["subject", "topics"].includes(target.dataset["column"] ?? "")) this.#topics(row);
    if (row && target.dataset["column"] === "audience") {
      this.#of(row);
      this.#showAudience();
    }
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const button = event.target instanceof Element ? event.target.closest("button[data-act]") : null;
    if (!(button instanceof HTMLButtonElement)) return;
    const row = button.closest("tr");
    this.#act(button.dataset["act"] ?? "", row ? this.#rows.indexOf(row) : this.#rows.length - 1);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const target = event.target;
    if (!(target instanceof HTMLElement)) return;
    if (event.key === "Escape") {
      const open = target.closest("details[open]");
      if (open instanceof HTMLDetailsElement) {
        open.open = false;
        one(open, "summary").focus();
        event.preventDefault();
      }
      return;
    }
    const row = target.closest("tbody tr");
    if (!(row instanceof HTMLElement) || !event.altKey || event.ctrlKey || event.metaKey) return;
    const act = { ArrowUp: "up", ArrowDown: "down" }[event.key];
    if (act && !(target instanceof HTMLSelectElement)) {
      event.preventDefault();
      this.#act(act, this.#rows.indexOf(row), target.dataset["column"]);
    }
  }

  /**
   * @param {string} act
   * @param {number} index
   * @param {string} [column] the field that keeps the focus, else the row's menu
   */
  #act(act, index, column) {
    const rows = this.read();
    const here = /** @type {Row} */ (rows[index] ?? {});
    const line = index + 1;
    /** @param {number} at @param {string} [where] */
    const focus = (at, where = column) => () => {
      const row = this.#rows[Math.min(at, this.#rows.length - 1)];
      if (!row) return;
      const field = where && row.querySelector(`[data-column=${where}]`);
      (field instanceof HTMLElement ? field : one(row, "details[data-menu] > summary")).focus();
    };
    if (act === "add") {
      const previous = rows.at(-1);
      // The next session is most often on the same day, taught in the same way.
      const same = previous?.["date"] ? { date: previous["date"], ...(previous["delivery"] && { delivery: previous["delivery"] }) } : {};
      this.#change({ rows: [...rows, same], said: `${rows.length + 1}行目を足しました。`, focus: focus(rows.length, "date") });
    } else if (act === "remove") {
      this.#change({
        rows: rows.toSpliced(index, 1),
        said: `${line}行目を消しました。「元に戻す」で戻せます。`,
        focus: focus(index),
      });
    } else if (act === "copy") {
      this.#change({ rows: rows.toSpliced(line, 0, { ...here }), said: `${line}行目を写しました。`, focus: focus(line) });
    } else if (act === "copy-day") {
      const day = rows.filter((row) => row["date"] === here["date"]).map(({ date: _date, ...row }) => row);
      this.#change({
        rows: [...rows, ...day],
        said: `${day.length}行を写しました。新しい日付を入れてください。`,
        focus: focus(rows.length, "date"),
      });
    } else if (act === "fill-dates") {
      const found = undated(rows);
      for (const { row, day } of found) /** @type {Row} */ (rows[row])["date"] = day;
      const said = `${found.length}行に、すぐ上の行の日付を入れました。「元に戻す」で戻せます。`;
      this.#change({ rows, said, focus: focus(found[0]?.row ?? 0, "date") });
    } else if (act === "up" || act === "down") {
      const to = index + (act === "up" ? -1 : 1);
      if (to < 0 || to >= rows.length) return;
      this.#change({
        rows: rows.toSpliced(index, 1).toSpliced(to, 0, here),
        said: `${line}行目を${to + 1}行目へ移しました。`,
        focus: focus(to),
      });
    }
  }

  /** A block of cells pasted into a field is a piece of a timetable, not the text of that field. @param {ClipboardEvent} event */
  #paste(event) {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (!isField(event.target) || event.target instanceof HTMLTextAreaElement) return;
    if (!/\t|\n[^\n]/.test(text.trim())) return;
    event.preventDefault();
    const row = event.target.closest("tbody tr");
    const at = row instanceof HTMLElement ? this.#rows.indexOf(row) : this.#rows.length;
    const column = event.target.dataset["column"];
    if (!text.includes("\t") && column) {
      // One column: downwards from here, as a spreadsheet does.
      const cells = text.replace(/\r?\n$/, "").split(/\r?\n/);
      const rows = this.read();
      while (rows.length < at + cells.length) rows.push({});
      for (const [index, cell] of cells.entries()) {
        const into = /** @type {Row} */ (rows[at + index]);
        into[column] = cell.trim();
      }
      this.#change({ rows, said: `${cells.length}行に貼り付けました。「元に戻す」で戻せます。` });
      return;
    }
    this.dispatchEvent(new CustomEvent("yk-block", { bubbles: true, detail: { text, at } }));
  }

  /** @param {RowsChange} change */
  #change(change) {
    this.dispatchEvent(new CustomEvent("yk-rows", { bubbles: true, detail: change }));
  }
}

/** @param {HTMLElement} row @returns {Row} */
const readRow = (row) =>
  Object.fromEntries(
    all(row, "[data-column]")
      .filter(isField)
      .map((field) => [field.dataset["column"] ?? "", field.value])
      .filter(([, value]) => value !== ""),
  );

/** Rows with a session and no day, below one with a day. @param {Row[]} rows @returns {{ row: number, day: string }[]} */
function undated(rows) {
  let day = "";
  return rows.flatMap((each, row) => {
    day = each["date"] || day;
    return day && !each["date"] && Object.keys(each).length > 0 ? [{ row, day }] : [];
  });
}
