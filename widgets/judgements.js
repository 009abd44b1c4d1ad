/** Lets a person record a judgement in each finding that asks for one, or where one is recorded. */

import { all, fieldId, one } from "./dom.js";

/**
 * @param {HTMLElement} region the report
 * @param {HTMLElement[]} fresh what is new in it
 * @param {HTMLTemplateElement} template
 * @param {Record<string, Record<string, string>>} recorded
 */
export function offerJudgements(region, fresh, template, recorded) {
  for (const finding of fresh.flatMap((part) => [part, ...all(part, "[data-finding]")])) {
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
      line.dataset["toJudgement"] = "";
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
  region.querySelector("[data-decided]")?.remove();
  const decided = Object.values(recorded).some(({ result }) => result)
    ? all(region, ".yk-group > .yk-finding").filter((finding) => recorded[finding.dataset["finding"] ?? ""]?.["result"])
    : [];
  if (decided.length === 0) return;
  // What a person has decided stays in sight, and does not vanish among all that is met.
  const group = /** @type {HTMLElement} */ (one(template.content, "section").cloneNode(true));
  const sources = new Set(decided.map((finding) => finding.parentElement));
  group.append(...decided);
  one(region, ".yk-stamp").before(group);
  for (const source of sources) if (!source?.querySelector(".yk-finding")) source?.remove();
}
