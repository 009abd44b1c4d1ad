/** The picture of the days: the server says in minutes where each session stands, the page hands it to the styles. */

import { all } from "./dom.js";

/** Through the object model: the policy forbids style attributes in HTML. @param {HTMLElement} region */
export function placeDays(region) {
  for (const part of all(region, "[data-at], [data-long]")) {
    for (const [name, minutes] of Object.entries(part.dataset)) part.style.setProperty(`--${name}`, minutes ?? "");
  }
}
