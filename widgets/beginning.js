/** When a page with a check starts Python by itself: at the first touch, or once the browser has nothing else to do. */

/** @param {HTMLElement} page @param {() => void} begin called once or more */
export function beginSoon(page, begin) {
  // Not while a button is held down: what the start shows moves the page, and the press would miss what it was meant for.
  for (const name of ["click", "keyup"]) page.addEventListener(name, begin, { once: true, passive: true });
  // A person who pays for every byte starts it by the first touch.
  if (/** @type {any} */ (navigator).connection?.saveData) return;
  const idle = window.requestIdleCallback ?? ((/** @type {() => void} */ then) => setTimeout(then, 2000));
  idle(begin, { timeout: 4000 });
}
