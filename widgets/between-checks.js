/**
 * From one check to the next without losing the running Python: a link to another page under check/ puts that page's content
 * in the place of this one's. Whatever is in the way of that, the browser simply goes there.
 */

/** @import { Runtime } from "./runtime.js" */

/** Where this build's scripts lie: a page of another build brings its own, and those do not go with these. */
const OWN = new URL("./", import.meta.url).href;
const CHECKS = import.meta.url.replace(/assets\/.*$/, "check/");
const CONTENT = "article.md-content__inner";
const STYLES = "head link[rel=stylesheet]";
/** What the theme shows about the present page outside its content: the list of pages, the line in the header. */
const AROUND = [".md-sidebar--primary .md-sidebar__inner", ".md-tabs", "[data-md-component=header-title]"];

/** Follows links in this window for as long as Python is there to be kept. @param {Runtime} runtime */
export function stay(runtime) {
  let asked = 0;
  let shown = location.pathname;

  /** @param {URL} url @param {boolean} back whether the address bar is there already */
  async function go(url, back) {
    const mine = ++asked;
    const page = await fetched(url);
    if (mine !== asked) return;
    const fresh = page?.querySelector(CONTENT);
    const present = /** @type {HTMLElement | null} */ (document.querySelector(CONTENT));
    if (!page || !fresh || !present || !sameRules(fresh, url) || !(await ready(page, fresh, url)) || mine !== asked) {
      if (mine === asked) location.assign(url);
      return;
    }
    if (!back) {
      history.replaceState({ ...history.state, scroll: scrollY }, "");
      history.pushState({}, "", url);
    }
    shown = location.pathname;
    const { scroll } = /** @type {{ scroll?: number }} */ (history.state ?? {});
    // Laid out in time for the next frame, but not before the new page has asked Python, which works meanwhile.
    present.hidden = true;
    show(page, fresh, present, url);
    requestAnimationFrame(() => {
      present.hidden = false;
      arrive(back ? scroll : undefined);
    });
  }

  /** The Python that is running goes with that page too. @param {Element} content @param {URL} url */
  function sameRules(content, url) {
    const asking = content.querySelector("[data-runtime]");
    return asking !== null && address(asking, "data-runtime", url) === runtime.base.href;
  }

  document.addEventListener("click", (event) => {
    const url = target(event);
    if (!url || url.pathname === location.pathname) return;
    if (runtime.state.name !== "ready" && runtime.state.name !== "starting") return;
    event.preventDefault();
    void go(url, false);
  });
  window.addEventListener("popstate", () => {
    // Within a page the browser finds its own way.
    if (location.pathname !== shown) void go(new URL(location.href), true);
  });
}

/** The check that a plain click on a link leads to. @param {MouseEvent} event */
function target(event) {
  if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || (link.target && link.target !== "_self") || link.hasAttribute("download")) return;
  const url = new URL(link.href);
  // One folder deep: addresses written in the pages then mean the same on each of them. The list of checks is no check.
  return url.href.startsWith(CHECKS) && /^[^/]+\/$/.test(url.href.slice(CHECKS.length).replace(/[?#].*$/, "")) ? url : undefined;
}

/** @param {URL} url */
async function fetched(url) {
  try {
    // The service worker knows by this that it is a page, to be kept for reading without a network.
    const response = await fetch(url, { headers: { Accept: "text/html" } });
    if (!response.ok || response.redirected) return undefined;
    return new DOMParser().parseFromString(await response.text(), "text/html");
  } catch {
    return undefined;
  }
}

/** Brings the scripts and the styles of a page. @param {Document} page @param {Element} content @param {URL} url */
async function ready(page, content, url) {
  const sources = [...content.querySelectorAll("script[type=module][src]")].map((each) => address(each, "src", url));
  if (!sources.every((source) => source.startsWith(OWN))) return false;
  const scripts = sources.map((source) => import(source));
  try {
    await Promise.all([...scripts, ...stylesOf(page, url).map(styled)]);
    return true;
  } catch {
    return false;
  }
}

/** @param {Element} element @param {string} attribute @param {URL} url */
const address = (element, attribute, url) => new URL(element.getAttribute(attribute) ?? "", url).href;

/** The styles of a page beyond those of every page. @param {Document} page @param {URL} url */
const stylesOf = (page, url) =>
  [...page.querySelectorAll(STYLES)].map((each) => address(each, "href", url)).filter((href) => href.startsWith(OWN));

/** The styles that are here, of this page and of those before it. */
const here = () =>
  /** @type {HTMLLinkElement[]} */ ([...document.querySelectorAll(STYLES)]).filter(({ href }) => href.startsWith(OWN));

/** Has styles at hand, without a look at them yet. @param {string} href @returns {Promise<void>} */
function styled(href) {
  if (here().some((link) => link.href === href)) return Promise.resolve();
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.media = "not all";
  link.href = href;
  return new Promise((settle, refuse) => {
    link.addEventListener("load", () => settle());
    link.addEventListener("error", refuse);
    document.head.append(link);
  });
}

/** @param {Document} page @param {Element} fresh @param {Element} present @param {URL} url */
function show(page, fresh, present, url) {
  document.title = page.title;
  const wanted = stylesOf(page, url);
  for (const link of here()) link.media = wanted.includes(link.href) ? "all" : "not all";
  for (const part of AROUND) {
    const [mine, theirs] = [document.querySelector(part), page.querySelector(part)];
    if (mine && theirs) mine.replaceChildren(...theirs.childNodes);
  }
  // What the site's own script added at the end belongs to every page.
  const added = [...present.querySelectorAll(":scope > .yk-feedback")];
  // All elements come to life before the first is told that it is on the page, and asks its parts to follow.
  present.replaceChildren(...document.importNode(fresh, true).childNodes, ...added);
  const drawer = document.getElementById("__drawer");
  if (drawer instanceof HTMLInputElement) drawer.checked = false;
}

/** To the place that the address names, to where the person was, or to the heading, which is then read out. @param {number} [scroll] */
function arrive(scroll) {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const heading = document.querySelector(`${CONTENT} h1`);
  const at = place ?? heading;
  if (at instanceof HTMLElement) {
    if (!at.hasAttribute("tabindex")) at.tabIndex = -1;
    at.focus({ preventScroll: true });
  }
  if (scroll !== undefined) scrollTo({ top: scroll, behavior: "instant" });
  else if (place) place.scrollIntoView({ behavior: "instant" });
  else scrollTo({ top: 0, behavior: "instant" });
}
