/**
 * Puts what Python wrote into the page: only what differs is touched, and what is open and where the focus is stays the reader's.
 * Python writes a line for each part (see `lines` in yoken.html): a line that is there already keeps its element.
 */

import { all } from "./dom.js";

/** A line, or a line with others inside and one that ends it. @typedef {{ line: string, inside: string[], end: string }} Part */

/**
 * A part that is on the page: its element, and where in it the parts inside stand, behind so many of its own.
 * @typedef {{ line: string, element: HTMLElement, holder: HTMLElement, own: number, inside: Shown }} Place
 * @typedef {Map<string, Place>} Shown
 */

/** What each region shows. @type {WeakMap<HTMLElement, { html: string, parts: Shown }>} */
const shown = new WeakMap();

/** @param {Element} details */
const keyOf = (details) => details.getAttribute("data-finding") ?? details.className;

/**
 * @param {HTMLElement} region
 * @param {string} html made and escaped by Python
 * @param {(fresh: HTMLElement[]) => void} [dress] adds what only the page knows to the elements that are new, before the focus returns
 */
export function showReport(region, html, dress) {
  const before = shown.get(region);
  if (before?.html === html) return;
  const focus = whereFocused(region);
  const change = new Change();
  // With what the page itself has added between the parts.
  if (!before || html === "") region.replaceChildren();
  const parts = change.place({ holder: region, own: 0, inside: (html && before?.parts) || new Map() }, split(html));
  shown.set(region, { html, parts });
  change.keepOpen();
  dress?.([...change.fresh]);
  if (document.activeElement === document.body) focus?.();
}

/** @param {string} html @returns {Part[]} */
function split(html) {
  /** @type {Part[]} */
  const parts = [];
  for (const line of html.split("\n")) {
    const last = parts.at(-1);
    if (last && line.startsWith(" ")) last.inside.push(line.slice(1));
    else if (last && line.startsWith("</")) last.end = line;
    else if (line) parts.push({ line, inside: [], end: "" });
  }
  return parts;
}

/** One step from what is shown to what is to be shown. Most changes of a plan touch a few findings of a hundred. */
class Change {
  /** Elements that are new, without those in them. @type {Set<HTMLElement>} */
  fresh = new Set();
  /** What was open or closed in what has gone. @type {Map<string, boolean>} */
  #open = new Map();

  /**
   * @param {Pick<Place, "holder" | "own" | "inside">} into
   * @param {Part[]} parts
   * @param {boolean} [within] something new
   */
  place({ holder, own, inside: before }, parts, within = false) {
    /** @type {Shown} */
    const now = new Map();
    for (const part of parts) {
      // What others stand in is the same as long as its first tag is.
      let key = part.end ? (/^<[^>]*>/.exec(part.line)?.[0] ?? part.line) : part.line;
      while (now.has(key)) key += " ";
      const there = before.get(key);
      const place = there ?? parsed(part);
      if (!there && !within) this.fresh.add(place.element);
      before.delete(key);
      now.set(key, place);
      if (place.line !== part.line) renew(place, part);
    }
    for (const { element } of before.values()) this.#remove(element);
    let last = holder.children[own - 1];
    for (const [index, place] of [...now.values()].entries()) {
      const next = last ? last.nextElementSibling : holder.firstElementChild;
      if (next !== place.element) holder.insertBefore(place.element, next);
      last = place.element;
      const inside = parts[index]?.inside ?? [];
      const each = inside.map((line) => ({ line, inside: [], end: "" }));
      place.inside = this.place(place, each, within || this.fresh.has(place.element));
    }
    return now;
  }

  /** @param {HTMLElement} element */
  #remove(element) {
    for (const details of detailsIn(element)) this.#open.set(keyOf(details), details.open);
    element.remove();
  }

  keepOpen() {
    for (const details of [...this.fresh].flatMap(detailsIn)) details.open = this.#open.get(keyOf(details)) ?? details.open;
  }
}

/** @param {HTMLElement} element @returns {HTMLDetailsElement[]} */
const detailsIn = (element) => [
  ...(element instanceof HTMLDetailsElement ? [element] : []),
  .../** @type {HTMLDetailsElement[]} */ (all(element, "details")),
];

/** @param {Part} part @returns {Place} without the parts inside */
function parsed({ line, end }) {
  const template = document.createElement("template");
  template.innerHTML = end ? `${line}<template></template>${end}` : line;
  const element = /** @type {HTMLElement} */ (document.importNode(/** @type {Element} */ (template.content.firstElementChild), true));
  const mark = end ? element.querySelector("template") : null;
  const holder = mark?.parentElement ?? element;
  mark?.remove();
  return { line, element, holder, own: holder.children.length, inside: new Map() };
}

/** Brings up to date what a part has around those inside it. @param {Place} place @param {Part} part */
function renew(place, part) {
  const { element, holder } = parsed(part);
  for (const [index, fresh] of [...element.children].entries()) {
    const there = place.element.children[index];
    if (!fresh.contains(holder) && there && !there.isEqualNode(fresh)) there.replaceWith(fresh);
  }
  place.line = part.line;
}

/** @param {HTMLElement} region */
function whereFocused(region) {
  const at = document.activeElement;
  if (!at || !region.contains(at)) return undefined;
  const holder = at.closest("[data-finding]");
  const finding = holder?.getAttribute("data-finding");
  /** @param {Element} root */
  const stops = (root) => all(root, "summary, a[href], button, input, textarea, select");
  const index = holder ? stops(holder).indexOf(/** @type {HTMLElement} */ (at)) : -1;
  const caret = at instanceof HTMLInputElement && at.type === "text" ? at.selectionStart : null;
  return () => {
    const again = finding && region.querySelector(`[data-finding="${CSS.escape(finding)}"]`);
    const target = again ? (stops(again)[index] ?? stops(again)[0]) : undefined;
    // A finding may have moved into a folded part; a field nobody can see cannot take the focus.
    for (let at = target?.parentElement?.closest("details"); at; at = at.parentElement?.closest("details")) at.open = true;
    (target ?? region).focus({ preventScroll: true });
    if (caret !== null && target instanceof HTMLInputElement) target.setSelectionRange(caret, caret);
  };
}
