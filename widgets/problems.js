/** What could not be read: the same words beside the field and in the list above the form. */

/** @import { Problem } from "./protocol.js" */

import { all, fieldId, one } from "./dom.js";

/**
 * @param {HTMLElement} form
 * @param {HTMLElement} summary
 * @param {Problem[]} problems
 */
export function showProblems(form, summary, problems) {
  for (const note of all(form, '.yk-error[id^="e-"]')) note.remove();
  for (const field of all(form, "[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    describe(field, (ids) => ids.filter((id) => !id.startsWith("e-")));
  }
  for (const problem of problems) {
    const field = document.getElementById(fieldId(problem.path));
    if (field && form.contains(field)) mark(field, problem);
  }
  list(summary, problems);
  one(summary, "[data-count]").textContent = String(problems.length);
}

/**
 * What is read all the same, but that a person should look at: no error of any field.
 * @param {HTMLElement} notes
 * @param {Problem[]} warnings
 */
export const showWarnings = (notes, warnings) => list(notes, warnings);

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
function mark(field, problem) {
  const note = document.createElement("p");
  note.className = "yk-error";
  note.id = `e-${field.id}`;
  note.textContent = problem.message;
  field.setAttribute("aria-invalid", "true");
  describe(field, (ids) => [...ids, note.id]);
  field.closest(".yk-topics")?.setAttribute("open", "");
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
