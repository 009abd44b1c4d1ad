/** What could not be read, and what a person should look at: the same words beside the field and in a list above the form. */

/** @import { Problem } from "./protocol.js" */

import { all, fieldId, isField, one } from "./dom.js";

/**
 * @param {HTMLElement} form
 * @param {HTMLElement} summary
 * @param {Problem[]} problems
 */
export function showProblems(form, summary, problems) {
  for (const note of all(form, ':is(.yk-error, .yk-caution)[id^="e-"]')) note.remove();
  for (const field of all(form, '[aria-invalid], [aria-describedby*="e-f-"]')) {
    field.removeAttribute("aria-invalid");
    describe(field, (ids) => ids.filter((id) => !id.startsWith("e-")));
  }
  markAll(form, problems);
  list(summary, problems);
  one(summary, "[data-count]").textContent = String(problems.length);
}

/**
 * What is read all the same, but that a person should look at: no error of any field. After the problems.
 * @param {HTMLElement} notes
 * @param {Problem[]} warnings
 */
export function showWarnings(notes, warnings) {
  const form = notes.closest("form");
  if (form) markAll(form, warnings);
  list(notes, warnings);
}

/**
 * @param {HTMLElement} form
 * @param {Problem[]} problems
 */
function markAll(form, problems) {
  for (const problem of problems) {
    const field = document.getElementById(fieldId(problem.path));
    // What is about a whole table stands in the list alone.
    if (field && form.contains(field) && (isField(field) || "holder" in field.dataset)) mark(field, problem);
  }
}

/**
 * @param {HTMLElement} box
 * @param {Problem[]} problems
 */
function list(box, problems) {
  const items = problems.map((problem) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `#${fieldId(problem.path)}`;
    link.dataset["path"] = problem.path;
    link.textContent = problem.message;
    item.append(document.getElementById(fieldId(problem.path)) ? link : problem.message);
    return item;
  });
  one(box, "ul").replaceChildren(...items);
  box.hidden = problems.length === 0;
}

/**
 * @param {HTMLElement} field
 * @param {Problem} problem
 */
function mark(field, { message, warning }) {
  const id = `e-${field.id}`;
  const there = document.getElementById(id);
  if (there) {
    // A field may be both: what is wrong with it comes first, and stays said as such.
    there.textContent = `${there.textContent} ${message}`;
    return;
  }
  const note = document.createElement("p");
  note.className = warning ? "yk-caution" : "yk-error";
  note.id = id;
  note.textContent = message;
  if (!warning) field.setAttribute("aria-invalid", "true");
  describe(field, (ids) => [...ids, id]);
  if (!warning) field.closest(".yk-topics")?.setAttribute("open", "");
  (field.closest("[data-holder]") ?? field).after(note);
}

/**
 * @param {HTMLElement} field
 * @param {(ids: string[]) => string[]} change
 */
function describe(field, change) {
  const ids = change((field.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
  if (ids.length) field.setAttribute("aria-describedby", ids.join(" "));
  else field.removeAttribute("aria-describedby");
}
