/** 内容: which of the subject's listed topics a session covers. The text field is the answer; the boxes only write it. */

import { all, one } from "./dom.js";

const EVERY = "すべて";

/** @param {string} text */
function numbers(text) {
  return new Set((text.normalize("NFKC").match(/\d+/g) ?? []).map(Number));
}

/**
 * Brings summary and boxes of one cell up to date with its text and the subject's topics.
 * @param {HTMLElement} cell
 * @param {string[]} topics
 */
export function showTopics(cell, topics) {
  const field = /** @type {HTMLInputElement} */ (one(cell, "input[data-column=topics]"));
  const list = one(cell, ".yk-topics__list");
  const key = topics.join("\n");
  if (list.dataset["topics"] !== key) {
    list.dataset["topics"] = key;
    const template = /** @type {HTMLTemplateElement} */ (one(cell, "template"));
    list.replaceChildren(
      ...[EVERY, ...topics].map((text, number) => {
        const item = /** @type {HTMLElement} */ (one(template.content, "label").cloneNode(true));
        one(item, "input").setAttribute("value", String(number));
        one(item, "span").textContent = number === 0 || topics.length === 1 ? text : `${number} ${text}`;
        return item;
      }),
    );
    list.hidden = topics.length === 0;
    one(cell, ".yk-topics__none").hidden = topics.length > 0;
  }
  const text = field.value.trim();
  const chosen = numbers(text);
  const every = text === EVERY;
  for (const box of /** @type {HTMLInputElement[]} */ (all(list, "input"))) {
    box.checked = box.value === "0" ? every : every || chosen.has(Number(box.value));
  }
  one(cell, ".yk-topics__chosen").textContent = text || "選ぶ";
}

/**
 * What the text becomes when a box is switched.
 * @param {HTMLElement} cell
 * @param {HTMLInputElement} box
 */
export function writeTopics(cell, box) {
  const field = /** @type {HTMLInputElement} */ (one(cell, "input[data-column=topics]"));
  const boxes = /** @type {HTMLInputElement[]} */ (all(cell, ".yk-topics__list input"));
  const single = boxes.filter((each) => each.value !== "0");
  if (box.value === "0") field.value = box.checked ? EVERY : "";
  else if (single.every((each) => each.checked)) field.value = EVERY;
  else field.value = single.filter((each) => each.checked).map((each) => each.value).join("、");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
