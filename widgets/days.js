/** The picture of the days: the server says in minutes where each session stands, the page hands it to the styles. */

import { all } from "./dom.js";

/** Through the object model: the policy forbids style attributes in HTML. @param {HTMLElement[]} fresh */
export function placeDays(fresh) {
  for (const part of fresh.flatMap((day) => all(day, "[data-at], [data-long]"))) {
    for (const [name, minutes] of Object.entries(part.dataset)) part.style.setProperty(`--${name}`, minutes ?? "");
  }
}
