/** Puts a report into the page: only what differs is touched, and what is open and where the focus is stays the reader's. */

import { all } from "./dom.js";

/** @param {Element} details */
const keyOf = (details) => details.getAttribute("data-finding") ?? details.className;

/** What each region shows, as Python wrote it: text, and the parsed copy that the next one is held against. */
/** @type {WeakMap<HTMLElement, { html: string, content: DocumentFragment }>} */
const shown = new WeakMap();

/**
 * @param {HTMLElement} region
 * @param {string} html made and escaped by yoken.html
 * @param {() => void} [dress] adds what only the page knows to findings that have it not yet, before the focus returns
 */
export function showReport(region, html, dress) {
  const before = shown.get(region);
  if (before?.html === html) return;
  const open = new Map(all(region, "details").map((details) => [keyOf(details), details.hasAttribute("open")]));
  const focus = whereFocused(region);
  const template = document.createElement("template");
  template.innerHTML = html;
  shown.set(region, { html, content: template.content });
  patch(region, before?.content, template.content);
  for (const details of all(region, "details")) {
    const was = open.get(keyOf(details));
    if (was !== undefined && was !== details.hasAttribute("open")) details.toggleAttribute("open", was);
  }
  dress?.();
  if (document.activeElement === document.body) focus?.();
}

/**
 * Brings what is shown from one state to the next. Most changes of a plan touch a few findings of a hundred.
 * @param {Element} live shows `was`, dressed
 * @param {ParentNode | undefined} was
 * @param {ParentNode} now
 */
function patch(live, was, now) {
  const next = [...now.children];
  const last = was ? [...was.children] : [];
  const here = [...live.children];
  if (next.length !== last.length || here.length !== last.length) {
    live.replaceChildren(document.importNode(asFragment(now), true));
    return;
  }
  for (const [index, part] of next.entries()) {
    const old = last[index];
    const place = here[index];
    if (!old || !place || part.isEqualNode(old)) continue;
    // Of a group only the findings that differ; a finding as a whole.
    if (part.matches(".yk-group") && part.className === old.className) patch(place, old, part);
    else place.replaceWith(document.importNode(part, true));
  }
}

/** @param {ParentNode} holder */
function asFragment(holder) {
  if (holder instanceof DocumentFragment) return holder;
  const fragment = document.createDocumentFragment();
  fragment.append(...[...holder.childNodes].map((node) => node.cloneNode(true)));
  return fragment;
}

/** @param {HTMLElement} region */
function whereFocused(region) {
  const at = document.activeElement;
  if (!at || !region.contains(at)) return undefined;
  const holder = at.closest("[data-finding]");
  const finding = holder?.getAttribute("data-finding");
  /** @param {Element} root */
  const stops = (root) => all(root, "summary, a[href], button, input, textarea, select");
  const index = holder ? stops(holder).indexOf(/** @type {HTMLElement} */ (at)) : -1;
  const caret = at instanceof HTMLInputElement && at.type === "text" ? at.selectionStart : null;
  return () => {
    const again = finding && region.querySelector(`[data-finding="${CSS.escape(finding)}"]`);
    const target = again ? (stops(again)[index] ?? stops(again)[0]) : undefined;
    // A finding may have moved into a folded part; a field nobody can see cannot take the focus.
    for (let at = target?.parentElement?.closest("details"); at; at = at.parentElement?.closest("details")) at.open = true;
    (target ?? region).focus({ preventScroll: true });
    if (caret !== null && target instanceof HTMLInputElement) target.setSelectionRange(caret, caret);
  };
}
