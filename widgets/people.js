/** <yk-people>: the table of instructors, a card for each. Owns the cards' elements; the document belongs to <yk-form-check>. */

import { all, fieldId, one } from "./dom.js";
import { inputs, isAnswered, read, write } from "./questions.js";

/** As typed: a list for fields of knowledge, else text. @typedef {Record<string, string | string[]>} Person */

/** On a phone a card that is filled in takes one line, so that the next one is in sight. */
const PHONE = window.matchMedia("(max-width: 40rem)");

/** A change of the cards. @typedef {{ people: Person[], said: string, focus: () => void }} PeopleChange */

export class People extends HTMLElement {
  #leave = new AbortController();

  disconnectedCallback() {
    this.#leave.abort();
  }

  connectedCallback() {
    this.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest("button[data-act]") : null;
      const act = button?.getAttribute("data-act");
      if (act === "add-person") this.add([{}]);
      else if (act === "remove-person") {
        const at = this.#cards.indexOf(/** @type {HTMLElement} */ (button?.closest("[data-person]")));
        const focus = () => {
          const card = this.#cards[Math.min(at, this.#cards.length - 1)];
          if (card) one(card, "input").focus();
        };
        this.#tell({ people: this.read().toSpliced(at, 1), said: `${at + 1}人目を消しました。`, focus });
      }
    });
    this.addEventListener("input", () => this.#names());
    this.#leave = new AbortController();
    const { signal } = this.#leave;
    PHONE.addEventListener("change", () => this.#fold(), { signal });
    // Paper cannot be unfolded.
    const unfold = () => this.#cards.forEach((card) => one(card, "details").setAttribute("open", ""));
    window.addEventListener("beforeprint", unfold, { signal });
    window.addEventListener("afterprint", () => this.#fold(), { signal });
  }

  get #cards() {
    return all(this, "[data-person]");
  }

  /** Puts people behind those that are there, in the room of empty cards. @param {Person[]} fresh */
  add(fresh) {
    const people = this.read();
    const last = people.findLastIndex(hasAnything);
    const kept = fresh.some(hasAnything) ? people.slice(0, last + 1) : people;
    this.#tell({
      people: [...kept, ...fresh],
      said: `${fresh.length}人を足しました。`,
      focus: () => {
        const card = this.#cards[kept.length];
        if (card) one(card, "input").focus();
      },
    });
  }

  /** @returns {Person[]} */
  read() {
    return this.#cards.map((card) => {
      /** @type {Person} */
      const person = {};
      for (const cell of all(card, "[data-column]")) {
        const path = inputs(cell)[0]?.dataset["path"];
        const value = path ? read(cell, path) : "";
        if (isAnswered(value)) person[cell.dataset["column"] ?? ""] = value;
      }
      return person;
    });
  }

  /** @param {Person[]} people */
  write(people) {
    const list = one(this, "[data-people]");
    const wanted = Math.max(people.length, 1);
    while (this.#cards.length > wanted) this.#cards.at(-1)?.remove();
    while (this.#cards.length < wanted) {
      const template = /** @type {HTMLTemplateElement} */ (one(this, "template[data-empty-person]"));
      list.append(one(template.content, "[data-person]").cloneNode(true));
    }
    for (const [index, card] of this.#cards.entries()) {
      for (const place of all(card, "[data-number]")) place.textContent = String(index + 1);
      for (const cell of all(card, "[data-column]")) {
        const column = cell.dataset["column"] ?? "";
        const path = `people/${index + 1}/${column}`;
        if (cell.matches("fieldset")) cell.id = fieldId(path);
        for (const field of inputs(cell)) {
          field.dataset["path"] = path;
          if (cell.matches("fieldset")) field.setAttribute("name", fieldId(path));
          else field.id = fieldId(path);
        }
        const label = cell.querySelector(":scope > label");
        if (label instanceof HTMLLabelElement) label.htmlFor = fieldId(path);
        write(cell, path, people[index]?.[column] ?? "");
      }
    }
    this.#names();
    this.#fold();
  }

  /** The card that is being written stays open. */
  #fold() {
    const cards = this.#cards;
    for (const card of cards) {
      const folded = PHONE.matches && cards.length > 1 && filled(card) > 0 && !card.contains(document.activeElement);
      one(card, "details").toggleAttribute("open", !folded);
    }
  }

  /** Marks the cells that would decide something. @param {string[]} next */
  need(next) {
    for (const cell of all(this, "[data-column]")) {
      const path = inputs(cell)[0]?.dataset["path"];
      cell.toggleAttribute("data-needed", path !== undefined && next.includes(path));
    }
    this.#names();
  }

  #names() {
    for (const card of this.#cards) {
      const name = one(card, "[data-column=name]").querySelector("input")?.value.trim();
      one(card, "[data-shown]").textContent = name ? `（${name}）` : "";
      const needed = all(card, "[data-needed]").length;
      one(card, "[data-filled]").textContent =
        `入力した欄 ${filled(card)}／${all(card, "[data-column]").length}` + (needed ? `、判定に必要な欄 ${needed}` : "");
    }
  }

  /** @param {PeopleChange} change */
  #tell(change) {
    this.dispatchEvent(new CustomEvent("yk-people", { bubbles: true, detail: change }));
  }
}

/** @param {Person} person */
export const hasAnything = (person) => Object.values(person).some(isAnswered);

/** How many cells of a card hold something. @param {HTMLElement} card */
function filled(card) {
  return all(card, "[data-column]").filter((cell) => {
    const path = inputs(cell)[0]?.dataset["path"];
    return path !== undefined && isAnswered(read(cell, path));
  }).length;
}
