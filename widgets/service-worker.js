/**
 * Keeps the site readable without a network. Files named by their content come from this machine first; pages come from the
 * network, and from this machine only when that is silent, so that no one reads old law while the new is to be had.
 *
 * Whatever is kept is first held against its SHA-256 (pages: against naming this build's folder): a portal's login page, a
 * broken byte or a file of another build is never kept, nor a page without all that it asks for. Workbox would bring routing
 * and precaching, but not this; what remains fits on a page.
 */

/** @import { FetchEvent, Published, Scope } from "./worker-scope.js" */

/** @type {Published} Filled in by the build (scripts/steps/offline.py). */
const PUBLISHED = { build: "", folder: "", runtime: [], hashes: {} };
/** Milliseconds after which a page kept here is shown in the place of one that does not come; it says so itself. */
const PATIENCE = 8000;
/** Where a page can be read that says what is kept. */
const SHELF = "about/kept/";

/** Files of any build whose name says their content. */
const NAMED = /^(runtime\/|assets\/[a-z2-7]{12}\/|assets\/.*\.[0-9a-f]{8}\.min\.)/;
const PAGE = /(^|\/|\.html)$/;
/** What a page asks for by itself, as the generator and the templates write it. */
const PART = /(?:href|src)="([^"]+\.(?:css|js|svg|png))"/g;

const worker = /** @type {Scope} */ (/** @type {unknown} */ (self));
const root = new URL("./", worker.location.href).href;
// An origin may hold several sites, each in a folder of its own.
const ours = `yoken ${new URL(root).pathname} `;
const mine = ours + PUBLISHED.build;
const runtime = new Set(PUBLISHED.runtime);

worker.addEventListener("install", (event) => event.waitUntil(install()));
worker.addEventListener("activate", (event) => event.waitUntil(activate()));
worker.addEventListener("fetch", answer);
// People who only read never fetch Python; who has started it once, as a page tells here, has it without a network too.
worker.addEventListener("message", (event) => event.waitUntil(Promise.all(PUBLISHED.runtime.map(bring))));

async function install() {
  // What is left of it from a time when this build was published before would count as older than it is.
  await caches.delete(mine);
  await caches.open(mine);
  // No room, or the host is just being updated: the last build's worker stays, and the next visit tries again.
  if (!(await bring(SHELF))) throw new Error(`${SHELF}: not of this build`);
  const before = (await Promise.all((await stores()).older.map(kept))).flat();
  const open = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const known = [...open.map(({ url }) => pathOf(url) ?? SHELF), ...before];
  // Whoever pays for every byte gets again only what is asked for; what is the same as before needs no network.
  const sparing = worker.navigator.connection?.saveData === true;
  const pages = sparing ? [] : known.filter((path) => PAGE.test(path));
  const python = !sparing && before.some((path) => path.endsWith(".wasm")) ? PUBLISHED.runtime : [];
  for (const path of new Set([...pages, ...known.filter((path) => path in PUBLISHED.hashes), ...python])) await bring(path);
  // Nothing to wait for: pages of the last build ask for files by that build's names.
  await worker.skipWaiting();
}

async function activate() {
  const [last, ...older] = (await stores()).older.reverse();
  for (const name of older) await caches.delete(name);
  // The last build's own files stay for its pages that are still open; nobody opens its pages any more.
  if (last) {
    const [cache, here] = [await caches.open(last), new Set(await kept(mine))];
    for (const path of await kept(last)) if (here.has(path) || !NAMED.test(path)) await cache.delete(root + path);
  }
  await worker.registration.navigationPreload?.enable();
  await worker.clients.claim();
}

/** Stores of this site's other builds, made before and after this one's, the oldest first. */
async function stores() {
  const all = (await caches.keys()).filter((name) => name.startsWith(ours));
  const here = all.indexOf(mine);
  return { older: all.slice(0, here), newer: all.slice(here + 1) };
}

/** Paths of what a cache holds. @param {string} name */
async function kept(name) {
  return (await (await caches.open(name)).keys()).map(({ url }) => url.slice(root.length));
}

/** From the site's root, without what follows ? or #, where a person's own words may be. @param {string} address */
function pathOf(address) {
  const bare = address.replace(/[?#].*$/, "");
  return bare.startsWith(root) ? bare.slice(root.length) : undefined;
}

/** Keeps a file or page of this build. Whether it is kept now. @param {string} path @returns {Promise<boolean>} */
async function bring(path) {
  // What the browser has may be damaged or of another build; the network is asked last.
  for (const source of [copyOf, unpacked, (/** @type {string} */ each) => fetch(root + each, { cache: "reload" })]) {
    try {
      const response = await source(path);
      if (response && (await keep(path, response))) return true;
    } catch {
      // The next one, then.
    }
  }
  return false;
}

/** A file, fetched as the page's own worker does: packed where the host compresses nothing. @param {string} path */
async function unpacked(path) {
  const response = await fetch(root + path);
  const { headers, body } = response;
  if (!(`${path}.gz` in PUBLISHED.hashes) || headers.has("Content-Encoding")) return response;
  await body?.cancel();
  const packed = await fetch(`${root}${path}.gz`);
  return packed.ok ? new Response(packed.body?.pipeThrough(new DecompressionStream("gzip")), { headers }) : packed;
}

/** Keeps an answer if it is what this build consists of. Whether it is. @param {string} path @param {Response} response */
async function keep(path, response) {
  if (response.status !== 200 || response.redirected) return false;
  const content = await response.arrayBuffer();
  const hash = PUBLISHED.hashes[path];
  if (hash ? hash !== (await sha256(content)) : !(await isWholePage(path, response, content))) return false;
  // The reader removed the copies (kept.js): this worker goes on until its last page is closed, and keeps nothing more.
  if (!(await caches.has(mine))) return false;
  // With its headers: a worker started from a copy obeys the same policy as one from the network.
  const headers = new Headers(response.headers);
  // So that the worker of a check does not ask for the packed file instead.
  if (!headers.has("Content-Encoding")) headers.set("Content-Encoding", "identity");
  await (await caches.open(mine)).put(root + path, new Response(content, { headers }));
  return true;
}

/** Whether it is a page of this build of which every part is kept. @param {string} path @param {Response} response @param {ArrayBuffer} content */
async function isWholePage(path, { headers }, content) {
  if (!PAGE.test(path) || !headers.get("Content-Type")?.startsWith("text/html")) return false;
  const html = new TextDecoder().decode(content);
  if (!html.includes(`${PUBLISHED.folder}/`)) return false;
  const asked = [...html.matchAll(PART)].map(([, part]) => pathOf(new URL(part ?? "", root + path).href) ?? "");
  const parts = [...new Set(asked)].filter((part) => part in PUBLISHED.hashes);
  return (await Promise.all(parts.map(bring))).every(Boolean);
}

/** @param {ArrayBuffer} content */
async function sha256(content) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", content));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {FetchEvent} event */
function answer(event) {
  const { request } = event;
  const path = pathOf(request.url);
  if (request.method !== "GET" || path === undefined) return;
  if (request.mode === "navigate") event.respondWith(page(event, path));
  else if (NAMED.test(path)) event.respondWith(file(event, path));
  else if (path in PUBLISHED.hashes) event.respondWith(freshFile(event, path));
  // A check that is shown in the place of another (between-checks.js).
  else if (request.headers.get("Accept") === "text/html") event.respondWith(fromNetwork(event, path));
}

/** A file whose name says its content. @param {FetchEvent} event @param {string} path */
async function file(event, path) {
  // A check found what it had damaged.
  if (event.request.cache === "reload") return freshFile(event, path);
  return (await copyOf(path)) ?? fromNetwork(event, path);
}

/** @param {FetchEvent} event @param {string} path */
async function freshFile(event, path) {
  try {
    return await fromNetwork(event, path);
  } catch (error) {
    const copy = await newestCopyOf(path);
    if (copy) return copy;
    throw error;
  }
}

/** @param {FetchEvent} event @param {string} path */
async function page(event, path) {
  const network = fromNetwork(event, path).catch(() => undefined);
  event.waitUntil(network);
  const soon = await Promise.race([network, rest(PATIENCE)]);
  if (soon && soon.status < 500) return soon;
  const answer = (await pageCopy(path)) ?? (await network);
  if (answer) return answer;
  return path === SHELF ? Response.error() : Response.redirect(`${root}${SHELF}#missing`);
}

/** @param {number} milliseconds @returns {Promise<undefined>} */
const rest = (milliseconds) => new Promise((settle) => setTimeout(settle, milliseconds, undefined));

/** @param {FetchEvent} event @param {string} path */
async function fromNetwork(event, path) {
  const response = (await event.preloadResponse) ?? (await fetch(event.request));
  // The large files are kept when Python has started, and not packed.
  const later = runtime.has(path) && event.request.cache !== "reload";
  if (response.ok && !later && !path.endsWith(".gz")) {
    const copy = response.clone();
    event.waitUntil(keep(path, copy).catch(() => {}));
  }
  return response;
}

/** This build's copy before the last one's. @param {string} path */
async function copyOf(path) {
  try {
    return (await (await caches.open(mine)).match(root + path)) ?? (await caches.match(root + path));
  } catch {
    // The browser keeps nothing, or no longer: then the network alone.
    return undefined;
  }
}

/**
 * The newest build's copy: until the browser hands over to a newer worker, which may take it minutes, that one's store is
 * filled already. A page is kept there only after all that it asks for.
 *
 * @param {string} path
 */
async function newestCopyOf(path) {
  try {
    for (const name of [mine, ...(await stores()).newer].reverse()) {
      const copy = await caches.match(root + path, { cacheName: name });
      if (copy) return copy;
    }
  } catch {
    // The browser keeps nothing, or no longer.
  }
  return undefined;
}

/** A page as it was kept, which tells that it is a copy, and of when. @param {string} path */
async function pageCopy(path) {
  const copy = await newestCopyOf(path);
  const day = Date.parse(copy?.headers.get("Date") ?? "") || "";
  return copy && new Response((await copy.text()).replace("<html ", `<html data-copy="${day}" `), { headers: copy.headers });
}
