/** Puts a report into the page without taking from the reader what is open and where the focus is. */

import { all } from "./dom.js";

/** @param {Element} details */
const keyOf = (details) => details.getAttribute("data-finding") ?? details.className;

/** @type {WeakMap<HTMLElement, string>} */
const shown = new WeakMap();

/**
 * @param {HTMLElement} region
 * @param {string} html made and escaped by yoken.html
 * @param {() => void} [dress] adds what only the page knows, before the focus returns
 */
export function showReport(region, html, dress) {
  if (shown.get(region) === html) return;
  const open = new Map(all(region, "details").map((details) => [keyOf(details), details.hasAttribute("open")]));
  const focus = whereFocused(region);
  shown.set(region, html);
  region.innerHTML = html;
  for (const details of all(region, "details")) {
    const was = open.get(keyOf(details));
    if (was !== undefined) details.toggleAttribute("open", was);
  }
  dress?.();
  focus?.();
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
