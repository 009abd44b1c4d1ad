/** Small helpers over the server's HTML. A missing element is a mistake of the template, so it is an error here. */

/**
 * @template {Element} [Found=HTMLElement]
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {Found}
 */
export function one(root, selector) {
  const found = root.querySelector(selector);
  if (!found) throw new Error(`no ${selector}`);
  return /** @type {Found} */ (/** @type {unknown} */ (found));
}

/**
 * @template {Element} [Found=HTMLElement]
 * @param {ParentNode} root
 * @param {string} selector
 * @returns {Found[]}
 */
export const all = (root, selector) => /** @type {Found[]} */ (/** @type {unknown} */ ([...root.querySelectorAll(selector)]));

/** Writes text only where it differs, so that nothing is laid out anew. @param {HTMLElement} element @param {string} text */
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** Whatever a person fills in. @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Field */

/** @param {unknown} target @returns {target is Field} */
export const isField = (target) =>
  target instanceof HTMLInputElement || target instanceof HTMLSelectElement || target instanceof HTMLTextAreaElement;

/** The element id of a facts path: the reports link to it. @param {string} path */
export const fieldId = (path) => `f-${path.replaceAll("/", "-")}`;

/** A file's or a draft's name in a sentence, without the marks that would turn the words around it. @param {string} name */
export const quoted = (name) => `「${name.replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")}」`;

/** Opens every `details` around an element, then moves there. @param {HTMLElement} element */
export function reveal(element) {
  for (let at = element.parentElement?.closest("details"); at; at = at.parentElement?.closest("details")) at.open = true;
  element.scrollIntoView({ block: "center" });
  element.focus({ preventScroll: true });
}

/**
 * Shows text as a person wrote it even where a list does not offer it.
 * @param {Field} field
 * @param {string} value
 */
export function show(field, value) {
  if (field instanceof HTMLSelectElement) {
    for (const option of all(field, "option[data-typed]")) option.remove();
    if (![...field.options].some((option) => option.value === value)) {
      const option = new Option(value, value);
      option.dataset["typed"] = "";
      field.add(option);
    }
  }
  if (field.value !== value) field.value = value;
}
