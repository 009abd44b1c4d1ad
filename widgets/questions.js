/** The questions of a form check: between the facts as typed and the server's fields. */

/** @import { Field } from "./dom.js" */

import { all, isField } from "./dom.js";

/** Several values in one text, separated as in a spreadsheet's cell. */
export const BETWEEN = /[、,，;；/／\n\t]/;

/**
 * Whether a choice stands for this text, in any of the spellings that files use.
 * @param {HTMLInputElement} input
 * @param {string} text
 */
function means(input, text) {
  const names = (input.dataset["names"] ?? "").split("|");
  return text === input.value || (text !== "" && (names.includes(text) || names.includes(text.toLowerCase())));
}

/** @param {unknown} value */
const parts = (value) => (Array.isArray(value) ? value.map(String) : String(value ?? "").split(BETWEEN)).map((part) => part.trim());

/** A value as a person would type it; years with counts are a table in files. @param {unknown} value */
export function written(value) {
  if (Array.isArray(value)) return value.join("、");
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).map(([year, count]) => `${year}: ${count}`).join("、");
  }
  return value === undefined || value === null ? "" : String(value);
}

/** What a person fills in inside a question or a cell. @param {ParentNode} holder */
export const inputs = (holder) => all(holder, "[data-path]").filter(isField);

/**
 * @param {ParentNode} holder
 * @param {string} path
 * @param {unknown} value
 */
export function write(holder, path, value) {
  for (const field of inputs(holder)) {
    if (field.dataset["path"] !== path) continue;
    if (field instanceof HTMLInputElement && field.type === "radio") field.checked = means(field, written(value));
    else if (field instanceof HTMLInputElement && field.type === "checkbox") {
      field.checked = parts(value).some((part) => part !== "" && means(field, part));
    } else if (field.value !== written(value)) {
      field.value = written(value);
      // For whoever shows the value in another shape.
      field.dispatchEvent(new Event("yk-written"));
    }
  }
}

/**
 * What is filled in at a path. 「どれもない」 and the other boxes shut each other out: the newest one holds.
 * @param {ParentNode} holder
 * @param {string} path
 * @param {Field} [newest]
 * @returns {string | string[]}
 */
export function read(holder, path, newest) {
  const fields = inputs(holder).filter((field) => field.dataset["path"] === path);
  const boxes = fields.filter((field) => field instanceof HTMLInputElement && field.type === "checkbox");
  if (boxes.length) {
    const checked = /** @type {HTMLInputElement[]} */ (boxes);
    if (newest instanceof HTMLInputElement && newest.checked) {
      const none = "none" in newest.dataset;
      for (const box of checked) if (box !== newest && (none || "none" in box.dataset)) box.checked = false;
    }
    return checked.filter((box) => box.checked).map((box) => box.value);
  }
  const radio = fields.find((field) => field instanceof HTMLInputElement && field.type === "radio");
  if (radio) return fields.find((field) => field instanceof HTMLInputElement && field.checked)?.value ?? "";
  return fields[0]?.value ?? "";
}

/** The answer in the words of the form. @param {HTMLElement} question @param {unknown} value */
export function answerText(question, value) {
  const chosen = /** @type {HTMLInputElement[]} */ (all(question, "input:checked")).filter((input) => input.value !== "");
  if (question.querySelector("[type=radio], [type=checkbox]")) {
    return chosen.map((input) => input.closest("label")?.querySelector("span")?.firstChild?.textContent?.trim() ?? input.value).join("、");
  }
  return written(value);
}

/** @param {unknown} value */
export const isAnswered = (value) => written(value).trim() !== "";

/** What was typed as Python has understood it, beside its field. @param {ParentNode} root @param {Record<string, string>} read by path */
export function showRead(root, read) {
  for (const place of all(root, "[data-read]")) {
    const text = read[place.dataset["read"] ?? ""] ?? "";
    if (place.textContent !== text) place.textContent = text;
  }
}
