/**
 * <yk-keep>: keeping the work on this machine, under names, and passing it on as a link. The document belongs to the check around
 * it; here is only which draft it is written to, and whether that draft is still the one this tab knows.
 */

/** @import { Facts } from "./protocol.js" */
/** @import { Draft, Unreadable } from "./drafts.js" */

import { withoutNames } from "./anonymous.js";
import { today } from "./day.js";
import { all, one, quoted } from "./dom.js";
import { drafts, newId } from "./drafts.js";
import { linkTo } from "./files.js";
import { draft as tab, link } from "./keep.js";

/**
 * What the panel needs of the check around it.
 * @typedef {object} Host
 * @property {() => Facts} facts
 * @property {(facts: Facts, said: string) => void} open puts a document in the place of the one that is there, in a step that can be undone
 * @property {() => Facts} blank
 * @property {(text: string) => void} say
 * @property {string[]} notes columns of the list of instructors that hold free text
 */

const FULL = "この端末には保存できません。「ファイルに保存」を使ってください。";

export class KeepPanel extends HTMLElement {
  /** @type {Host | undefined} */
  #of;
  /** Another tab has written to the draft of this one: nothing is kept until a person has chosen. */
  #behind = false;
  /** @type {(() => void)[]} What brings back the records that were taken away last. */
  #removed = [];
  #leave = new AbortController();

  disconnectedCallback() {
    this.#leave.abort();
  }

  /**
   * Joins the check, and says what it should open with: the draft that this tab was writing, or the newest one.
   * @param {Host} host
   * @returns {{ facts: Facts, said: string } | undefined}
   */
  follow(host) {
    this.#of = host;
    this.#leave = new AbortController();
    const { signal } = this.#leave;
    this.addEventListener("click", (event) => this.#click(event), { signal });
    this.addEventListener("change", (event) => this.#change(event), { signal });
    window.addEventListener("storage", (event) => this.#elsewhere(event), { signal });
    drafts.migrate();
    const mine = link.get();
    const known = mine && drafts.get(mine.id);
    // A tab that has a document of its own goes on with it; a new one with what was kept last.
    if (mine && !known) link.set(undefined);
    this.#behind = known !== undefined && known.revision !== mine?.revision;
    const newest = mine || tab.text !== undefined ? undefined : drafts.list()[0];
    if (newest) link.set({ id: newest.id, revision: newest.revision });
    this.#show();
    return newest && { facts: newest.facts, said: `この端末に保存した${quoted(newest.name)}を開きました。` };
  }

  /** After every change of the document. */
  changed() {
    const to = link.get();
    if (!to || this.#behind) return;
    // Opening or going back to what is kept is no new revision, which other tabs would have to be told of.
    const there = drafts.get(to.id);
    if (there?.revision === to.revision && JSON.stringify(there.facts) === JSON.stringify(this.#host.facts())) return;
    this.#write(to.id, to.revision);
  }

  get #host() {
    if (!this.#of) throw new Error("not joined");
    return this.#of;
  }

  get #own() {
    const to = link.get();
    return to && drafts.get(to.id);
  }

  /** @param {string} id @param {number} revision what this tab knows; 0 for a new draft @param {string} [name] */
  #write(id, revision, name = this.#own?.name ?? newName()) {
    const outcome = drafts.write({ id, name, revision, facts: this.#host.facts() });
    const error = one(this, "[data-keep-error]");
    error.hidden = outcome !== "full";
    error.textContent = outcome === "full" ? FULL : "";
    if (outcome === "kept") link.set({ id, revision: revision + 1 });
    else if (outcome === "changed") {
      this.#behind = true;
      this.#show();
    }
    return outcome === "kept";
  }

  /** @param {StorageEvent} event */
  #elsewhere({ key }) {
    if (key !== null && drafts.idOf(key) === undefined) return;
    const to = link.get();
    const there = to && drafts.get(to.id);
    if (to && !there) {
      // Erased in another tab: what is written here stays, unkept.
      link.set(undefined);
      this.#behind = false;
    } else if (to && there && there.revision !== to.revision && !this.#behind) {
      this.#behind = true;
      this.#host.say(one(this, "[data-behind] p").textContent ?? "");
    }
    this.#show();
  }

  /** @param {Event} event */
  #change({ target }) {
    if (!(target instanceof HTMLInputElement)) return;
    if (target.dataset["act"] === "keep") {
      if (target.checked) this.#keepAnew("この端末に保存します。");
      else this.#erase([link.get()?.id ?? ""], "保存をやめ、保存した内容を消去しました。ページの内容は残っています。");
    } else if (target.dataset["act"] === "name") {
      const to = link.get();
      if (to && !this.#behind) this.#write(to.id, to.revision, target.value.trim() || newName());
      this.#show();
    }
  }

  /** @param {MouseEvent} event */
  #click({ target }) {
    const button = target instanceof Element ? target.closest("button[data-act]") : null;
    const id = button?.getAttribute("data-draft") ?? "";
    const act = button?.getAttribute("data-act");
    if (act === "open-draft") this.#open(drafts.get(id));
    else if (act === "erase-draft") this.#erase([id], "下書きを消去しました。");
    else if (act === "forget") {
      const every = [...drafts.list(), ...drafts.unreadable()].map((each) => each.id);
      this.#erase(every, "この端末に保存した内容を消去しました。ページの内容は残っています。");
    } else if (act === "unerase") {
      for (const bring of this.#removed) bring();
      this.#removed = [];
      this.#show();
      one(this, "[data-act=keep]").focus();
      this.#host.say("消去を取り消しました。");
    } else if (act === "new-draft") {
      link.set(undefined);
      this.#host.open(this.#host.blank(), "新しい下書きを始めました。前の下書きは残っています。");
      this.#keepAnew("新しい下書きを始めました。前の下書きは残っています。");
      one(this, "[data-act=name]").focus();
    } else if (act === "keep-apart") this.#keepAnew("別の下書きとして保存しました。");
    else if (act === "take-over") this.#open(this.#own);
    else if (act === "share") void this.#share(this.#host.facts());
    else if (act === "share-anonymous") void this.#share(withoutNames(this.#host.facts(), this.#host.notes));
  }

  /** @param {string} said */
  #keepAnew(said) {
    this.#behind = false;
    const kept = this.#write(newId(), 0, newName());
    this.#show();
    this.#host.say(kept ? said : FULL);
  }

  /** @param {Draft | undefined} found */
  #open(found) {
    if (!found) return this.#show();
    this.#behind = false;
    // First the link: what is opened is already kept, as this revision.
    link.set({ id: found.id, revision: found.revision });
    this.#host.open(found.facts, `${quoted(found.name)}を開きました。`);
    this.#show();
    one(this, "[data-act=name]").focus();
  }

  /** @param {string[]} ids @param {string} said */
  #erase(ids, said) {
    this.#removed = ids.filter((id) => id !== "").map((id) => drafts.remove(id));
    const to = link.get();
    if (to && ids.includes(to.id)) {
      link.set(undefined);
      this.#behind = false;
    }
    this.#show();
    one(this, "[data-act=keep]").focus();
    this.#host.say(said);
  }

  #show() {
    const own = this.#own;
    const list = drafts.list();
    /** @type {HTMLInputElement} */ (one(this, "[data-act=keep]")).checked = own !== undefined;
    one(this, "[data-own]").hidden = own === undefined;
    const name = /** @type {HTMLInputElement} */ (one(this, "[data-act=name]"));
    if (name !== document.activeElement) name.value = own?.name ?? "";
    one(this, "[data-behind]").hidden = !this.#behind;
    const damaged = drafts.unreadable();
    one(this, "[data-drafts]").hidden = list.length + damaged.length === 0;
    one(this, "[data-drafts] ul").replaceChildren(
      ...list.map((each) => this.#line(each, each.id === own?.id)),
      ...damaged.map((each) => this.#line(each, false)),
    );
    one(this, "[data-act=unerase]").hidden = this.#removed.length === 0;
  }

  /** @param {Draft | Unreadable} each @param {boolean} here */
  #line(each, here) {
    const template = /** @type {HTMLTemplateElement} */ (one(this, "template"));
    const item = /** @type {HTMLElement} */ (one(template.content, "li").cloneNode(true));
    one(item, "[data-name]").textContent = each.name;
    one(item, "[data-when]").textContent = "why" in each ? each.why : here ? "いま開いています" : when(each.changed);
    for (const button of all(item, "button")) {
      button.dataset["draft"] = each.id;
      one(button, ".yk-vh").textContent = `：${each.name}`;
    }
    one(item, "[data-act=open-draft]").hidden = here || "why" in each;
    return item;
  }

  /** @param {Facts} facts */
  async #share(facts) {
    const address = await linkTo(JSON.stringify(facts));
    try {
      await navigator.clipboard.writeText(address);
      this.#shared("共有リンクを写しました。");
    } catch {
      // No clipboard (plain HTTP, or refused): the address bar is always there.
      history.replaceState(history.state, "", address);
      this.#shared("アドレス欄のリンクを写して使ってください。");
    }
  }

  /** Says what has become of the link, also to those who see. @param {string} text */
  #shared(text) {
    const place = one(this, "[data-shared]");
    place.hidden = false;
    place.textContent = text;
    this.#host.say(text);
  }
}

function newName() {
  const [, month, day] = today().split("-").map(Number);
  const name = `${month}月${day}日の下書き`;
  const taken = new Set(drafts.list().map((each) => each.name));
  for (let number = 2; ; number += 1) {
    if (!taken.has(name)) return name;
    if (!taken.has(`${name}（${number}）`)) return `${name}（${number}）`;
  }
}

/** @param {string} changed */
function when(changed) {
  const date = new Date(changed);
  if (Number.isNaN(date.getTime())) return "";
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}年${date.getMonth() + 1}月${date.getDate()}日 ${two(date.getHours())}:${two(date.getMinutes())}`;
}
