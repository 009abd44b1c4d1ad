// The theme's search dialog has no accessible name, and the theme offers no setting for one.
document.querySelector(".md-search")?.setAttribute("aria-label", "サイト内の検索");

// The theme's menu button is a label, which the keyboard cannot reach; on a narrow page it is the only way to the menu.
const label = document.querySelector("label.md-header__button[for=__drawer]");
const drawer = document.getElementById("__drawer");
if (label && drawer instanceof HTMLInputElement) {
  const menu = document.createElement("button");
  menu.type = "button";
  menu.className = `${label.className} yk-menu-button`;
  menu.setAttribute("aria-label", "メニュー");
  menu.append(...label.childNodes);
  label.replaceWith(menu);
  const show = () => menu.setAttribute("aria-expanded", String(drawer.checked));
  drawer.addEventListener("change", show);
  show();
  menu.addEventListener("click", () => drawer.click());
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !drawer.checked) return;
    drawer.click();
    menu.focus();
  });
}

// A word about a mistake on a page: nothing is sent; the text is put on the clipboard, to be pasted into a mail.
const article = document.querySelector("article.md-content__inner");
if (article && document.currentScript) report(article, new URL("edition.json", document.currentScript.src));

// The theme does most of its work on this event, and both scripts come when the page has been read and shown (main.html).
document.dispatchEvent(new Event("DOMContentLoaded"));

/** @param {Element} article @param {URL} edition */
function report(article, edition) {
  const part = document.createElement("aside");
  part.className = "yk-feedback yk-no-print";
  part.setAttribute("aria-label", "このページについて知らせる");
  const words = document.createElement("p");
  words.textContent = "誤りに気付いたら、次のボタンで知らせる文を写し、管理する人への連絡に貼り付けてください。ここからは何も送りません。";
  const button = document.createElement("button");
  button.type = "button";
  button.className = "yk-feedback__button";
  button.textContent = "知らせる文を写す";
  const said = document.createElement("p");
  // Not a second role=status: a page with a check has one, which tells the verdict.
  said.setAttribute("aria-live", "polite");
  button.addEventListener("click", async () => {
    const text = await letter(edition);
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = "写しました。";
    } catch {
      // No permission, or no secure address: let the reader copy by hand.
      const box = document.createElement("textarea");
      box.setAttribute("aria-label", "知らせる文");
      box.rows = 8;
      box.readOnly = true;
      box.value = text;
      said.replaceChildren("写せませんでした。下の文を選んで写してください。", box);
      box.select();
    }
  });
  part.append(words, button, said);
  article.append(part);
}

/** @param {URL} edition */
async function letter(edition) {
  const made = await fetch(edition).then((answer) => answer.json()).catch(() => ({ date: "不明", rulebook: "不明" }));
  // Without the query and what follows #: a shared plan may be in it.
  const address = location.origin + location.pathname + (/^#[^=]{1,40}$/.test(location.hash) ? decodeURI(location.hash) : "");
  return [
    `ページ：${document.title}`,
    `アドレス：${address}`,
    `規則の版：${made.date}（${made.rulebook.slice(0, 12)}）`,
    "気付いたこと：",
    "そう考えるもと（条文の番号など）：",
    "",
  ].join("\n");
}
