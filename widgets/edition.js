/** Tells when a page is a copy, and when a newer rulebook has come while it is open. Nothing is reloaded by itself. */

/** Milliseconds between two looks for a newer rulebook, and until a look is given up. */
const REST = { look: 10 * 60_000, answer: 10_000 };
const NEWER = "規則が更新されました。開き直すと、新しい規則のページになり、点検の内容も判定し直します。入力した内容は残ります。";
const UNKEPT = "規則が更新されました。このブラウザーは途中の内容を残せません。点検の途中なら、「ファイルに保存」をしてから、このページを開き直してください。";
const UNKNOWN = "規則が更新されていても、ここでは分かりません。";
const SAME = "規則は、いまの版と同じです。";

// Written by the build: the page's own lies beside its scripts, the newest always under the same name.
const editions = {
  own: new URL("../edition.json", import.meta.url),
  newest: new URL(`${import.meta.url.replace(/assets\/.*$/, "")}assets/edition.json`),
};
const copied = document.documentElement.dataset["copy"];
let looked = -Infinity;
let told = "";

// There from the start, so that what is put into it later is read out. Not a second role=status: a check has one, for its verdict.
const place = document.createElement("div");
place.className = "yk-edition yk-no-print";
place.setAttribute("aria-live", "polite");
document.body.append(place);

/** @param {number} [rest] */
async function look(rest = REST.look) {
  if (document.hidden || performance.now() - looked < rest) return;
  looked = performance.now();
  const signal = AbortSignal.timeout?.(REST.answer) ?? null;
  const [own, newest] = await Promise.all([rulebook(editions.own, {}), rulebook(editions.newest, { cache: "no-store", signal })]);
  if (own && newest && own !== newest) tell(keepsDraft() ? NEWER : UNKEPT, true);
  else if (copied !== undefined) tell(copyInWords(Number(copied)) + (newest ? SAME : UNKNOWN), false);
}

/** The fingerprint of an edition's rules, which every report carries too. @param {URL} address @param {RequestInit} how @returns {Promise<string | undefined>} */
async function rulebook(address, how) {
  try {
    const response = await fetch(address, how);
    return response.ok ? (await response.json()).rulebook : undefined;
  } catch {
    return undefined;
  }
}

/** @param {number} time when it was kept, or 0 */
function copyInWords(time) {
  const day = new Date(time);
  const when = time ? `${day.getFullYear()}年${day.getMonth() + 1}月${day.getDate()}日に` : "";
  return `ネットワークにつながらないか遅いため、この端末に${when}残した写しを表示しています。`;
}

/** @param {string} words @param {boolean} newer */
function tell(words, newer) {
  // What was read and closed is not told again.
  if (told === words) return;
  told = words;
  const box = document.createElement("aside");
  box.className = "yk-edition__box";
  box.setAttribute("aria-label", "このページの版");
  const text = document.createElement("p");
  text.textContent = words;
  box.append(text, ...(newer ? [button("開き直す", reopen)] : []), button("閉じる", () => box.remove()));
  place.replaceChildren(box);
}

/** @param {string} words @param {() => void} act */
function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "yk-feedback__button";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}

function reopen() {
  // A link that carried a plan here would put it in the place of what was written since.
  if (location.hash.includes("=")) history.replaceState(null, "", location.pathname + location.search);
  location.reload();
}

/** Whether this tab can hold what is being written over a reload. */
function keepsDraft() {
  try {
    sessionStorage.setItem("yoken/try", "1");
    sessionStorage.removeItem("yoken/try");
    return true;
  } catch {
    return false;
  }
}

if (document.readyState === "complete") void look();
else window.addEventListener("load", () => void look(), { once: true });
setInterval(() => void look(), REST.look);
document.addEventListener("visibilitychange", () => void look());
window.addEventListener("online", () => void look(0));
