/** A bar for each subject against its range, in the table of requirements that the server wrote. */

/** @import { Report, Span } from "./protocol.js" */

import { all, one, setText } from "./dom.js";

/**
 * @param {HTMLElement} section
 * @param {Report["computed"]} computed
 */
export function showTotals(section, computed) {
  for (const subject of computed.subjects ?? []) {
    const row = section.querySelector(`[data-subject="${CSS.escape(subject.id)}"]`);
    if (row instanceof HTMLElement) showBar(row, subject);
  }
  const total = section.querySelector("[data-total]");
  // The page knows which sessions the document counts towards its total, and how much it asks for.
  const sum = total instanceof HTMLElement && computed.total?.[/** @type {"all" | "model"} */ (total.dataset["total"])];
  if (total instanceof HTMLElement && sum) {
    showBar(total, { ...sum, at_least: Number(total.dataset["atLeast"]), usual_at_most: null });
  }
}

/**
 * @param {HTMLElement} row
 * @param {{ minutes: Span, text: string, at_least: number | null, usual_at_most: number | null }} found
 */
function showBar(row, { minutes: [low], text, at_least: least, usual_at_most: most }) {
  setText(one(row, ".yk-hours__found"), text);
  const bar = one(row, ".yk-hours__bar");
  if (least === null) {
    bar.hidden = true;
    return;
  }
  // Room beyond the range, so that its end can be seen and a little more than it.
  const end = Math.max((most ?? least) * 1.25, low);
  /** @param {number} minutes */
  const share = (minutes) => `${((minutes / end) * 100).toFixed(2)}%`;
  bar.hidden = false;
  bar.dataset["state"] = low === 0 ? "none" : low < least ? "short" : "reached";
  // Through the object model: the policy forbids style attributes in HTML.
  bar.style.setProperty("--found", share(low));
  bar.style.setProperty("--least", share(least));
  bar.style.setProperty("--most", share(most ?? end));
}

/** @param {ParentNode} root */
export function clearTotals(root) {
  for (const found of all(root, ".yk-hours__found")) found.textContent = "";
  for (const bar of all(root, ".yk-hours__bar")) bar.hidden = true;
}
