/** Lets a person record a judgement in each finding that asks for one, or where one is recorded. */

import { all, fieldId, one } from "./dom.js";

/**
 * @param {HTMLElement} region the report
 * @param {HTMLTemplateElement} template
 * @param {Record<string, Record<string, string>>} recorded
 */
export function offerJudgements(region, template, recorded) {
  for (const finding of all(region, "[data-finding]")) {
    const id = finding.getAttribute("data-finding") ?? "";
    const mine = recorded[id];
    const asks = finding.classList.contains("yk-judgement") && !finding.querySelector("[data-finding]");
    if (!asks && !mine?.["result"]) continue;
    const field = fieldId(`judgements/${id}/result`);
    if (document.getElementById(field)) {
      // The form has its own field for it: one place to answer.
      const link = document.createElement("a");
      link.href = `#${field}`;
      link.dataset["path"] = `judgements/${id}/result`;
      link.textContent = "人の判断を記録する";
      const line = document.createElement("p");
      line.append(link);
      finding.append(line);
      continue;
    }
    const box = /** @type {HTMLElement} */ (one(template.content, "fieldset").cloneNode(true));
    box.dataset["judged"] = id;
    for (const input of /** @type {HTMLInputElement[]} */ (all(box, "input"))) {
      const value = mine?.[input.dataset["key"] ?? ""] ?? "";
      if (input.type === "radio") {
        input.name = `judged-${id}`;
        input.checked = input.value === value;
      } else input.value = value;
    }
    finding.append(box);
  }
}
