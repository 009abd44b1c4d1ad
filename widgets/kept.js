/** この端末に残るもの: which pages are kept on the reader's machine, and the button that ends it. */

import { one } from "./dom.js";
import { decline, declined, root } from "./offline.js";

const ours = `yoken ${new URL(root).pathname} `;
const part = one(document, "[data-kept]");
const button = one(part, "button");
const said = one(part, "[data-said]");

async function names() {
  try {
    return (await caches.keys()).filter((name) => name.startsWith(ours));
  } catch {
    // The browser keeps nothing at all.
    return [];
  }
}

async function copies() {
  /** @type {Map<string, string>} */
  const pages = new Map();
  let bytes = 0;
  let python = false;
  for (const name of await names()) {
    const cache = await caches.open(name);
    for (const { url } of await cache.keys()) {
      const response = await cache.match(url);
      const content = await response?.blob();
      bytes += content?.size ?? 0;
      python ||= url.endsWith(".wasm");
      if (content && response?.headers.get("Content-Type")?.startsWith("text/html")) pages.set(url, titleIn(await content.text()));
    }
  }
  return { pages: [...pages], bytes, python };
}

/** @param {string} html */
const titleIn = (html) => new DOMParser().parseFromString(html, "text/html").title.replace(/ - [^-]*$/, "");

/** @param {[string, string]} page */
function entry([url, title]) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = url;
  link.textContent = title;
  item.append(link);
  return item;
}

async function show() {
  const { pages, bytes, python } = await copies();
  one(part, "[data-copies]").textContent = pages.length
    ? `ページ${pages.length}件${python ? "と、点検のしくみ" : ""}（合わせて${(bytes / 1_000_000).toFixed(1)} MB）`
    : "ありません";
  one(part, "ul").replaceChildren(...pages.map(entry));
  button.hidden = !("serviceWorker" in navigator);
  button.textContent = declined() ? "写しを残すようにする" : "写しを消し、これからも残さない";
  one(document, "[data-missing]").hidden = location.hash !== "#missing";
  part.hidden = false;
}

async function change() {
  const no = !declined();
  const remembered = decline(no);
  if (no) {
    await (await navigator.serviceWorker.getRegistration(root))?.unregister();
    for (const name of await names()) await caches.delete(name);
  }
  await show();
  if (!remembered) said.textContent = "写しを消しました。このブラウザーは選択を覚えられないため、次に開くと、また残ります。";
  else said.textContent = no ? "写しを消しました。これからは残しません。" : "次に開くページから、写しを残します。";
}

button.addEventListener("click", () => void change());
void show();
