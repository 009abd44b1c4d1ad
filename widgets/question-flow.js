/** Which questions are in sight: the next few that would decide something, or all of them; what is answered stands below. */

/** @import { Facts } from "./protocol.js" */

import { all, one, reveal } from "./dom.js";
import { get } from "./facts.js";
import { answerText, isAnswered } from "./questions.js";

/** Questions shown at a time, of one heading. */
const AT_ONCE = 3;
/** Answers, and questions of a list to tick off, that are shown unfolded: more would push the verdict out of sight. */
const MOST_UNFOLDED = 6;
/** Where it cannot be pushed: form-check.css has room for it beside the questions. */
const BESIDE = "(min-width: 64.5em)";

export class QuestionFlow {
  /** @type {"next" | "all"} */
  #mode;
  /** Paths that would decide something, the soonest first. */
  #next;
  /** The questions in sight; they change only when the person goes on. @type {string[]} */
  #batch = [];
  /** Put off until the others are answered. @type {Set<string>} */
  #later = new Set();
  /** Whoever has opened or closed the list of answers finds it like that. */
  #foldedByHand = false;
  /** What does not matter is known only once Python has answered. */
  #known = false;
  /** Whether Python has answered since the last change: until then, more questions may follow. */
  #decided = false;

  /**
   * @param {HTMLElement} root the check's page
   * @param {{ first: string[], checklist: boolean }} data what an empty form asks, and whether all is asked at once, where that leaves the verdict in sight
   * @param {() => { facts: Facts, training: string }} now the document, and the training it is about; empty while it is to be chosen
   */
  constructor(root, data, now) {
    this.root = root;
    this.now = now;
    this.#next = data.first;
    const most = !data.checklist ? AT_ONCE : matchMedia(BESIDE).matches ? Infinity : MOST_UNFOLDED;
    this.#mode = this.questions.length <= most ? "all" : "next";
    root.querySelector("[data-answered] summary")?.addEventListener("click", () => {
      this.#foldedByHand = true;
    });
  }

  get questions() {
    return all(this.root, "[data-question]");
  }

  /** @param {string} path */
  question(path) {
    return this.questions.find((question) => question.dataset["question"] === path);
  }

  get answered() {
    return this.questions.filter((question) => this.#isAnswered(question.dataset["question"] ?? "")).length;
  }

  /** Questions of this page that would decide something and have no answer; what was put off comes last. */
  get waiting() {
    const open = this.#next.filter((path) => this.question(path) && !this.#isAnswered(path));
    return [...open.filter((path) => !this.#later.has(path)), ...open.filter((path) => this.#later.has(path))];
  }

  /** @param {string} path */
  #isAnswered(path) {
    const { facts, training } = this.now();
    return path === "training" ? training !== "" : isAnswered(get(facts, path));
  }

  /** Another document: what was in sight or put off was of the one before. */
  reset() {
    this.#later.clear();
    this.#batch = [];
  }

  /** Python's newest answer. @param {string[]} next */
  decided(next) {
    this.#next = next;
    this.#known = true;
    this.#decided = true;
    this.show();
  }

  /** Another answer, which Python has not seen yet. */
  changed() {
    this.#decided = false;
    this.show();
  }

  /** 次へ */
  onward() {
    for (const path of this.#batch) if (!this.#isAnswered(path)) this.#later.add(path);
    this.#advance();
    this.show();
    const first = this.root.querySelector("[data-question][data-now]");
    const field = first instanceof HTMLFieldSetElement ? first : first?.querySelector("input, textarea");
    if (field instanceof HTMLElement) reveal(field);
    else one(this.root, "#yk-enter").focus();
  }

  /** From the next few to all, and back. Returns what to say. */
  toggle() {
    this.#mode = this.#mode === "next" ? "all" : "next";
    this.reset();
    this.show();
    return this.#mode === "all" ? "すべての質問を出しました。" : "次に答える質問だけを出しました。";
  }

  /** Brings a question into sight. Whether there is one. @param {string} path */
  goTo(path) {
    const question = this.question(path);
    if (!question) return false;
    if (this.#mode === "next") this.#batch = [path];
    this.show();
    reveal(question instanceof HTMLFieldSetElement ? question : one(question, "input, textarea"));
    return true;
  }

  /** The next few questions under one heading. */
  #advance() {
    const { waiting } = this;
    if (waiting.every((path) => this.#later.has(path))) this.#later.clear();
    const group = waiting[0] && this.question(waiting[0])?.closest("[data-group]");
    const open = waiting.filter((path) => this.#later.size === 0 || !this.#later.has(path));
    this.#batch = open.filter((path) => this.question(path)?.closest("[data-group]") === group).slice(0, AT_ONCE);
  }

  show() {
    const form = one(this.root, "form");
    form.dataset["mode"] = this.#mode;
    if (this.#mode === "next" && this.#batch.length === 0) this.#advance();
    const here = document.activeElement;
    const chosen = this.now().training !== "";
    for (const question of this.questions) {
      const path = question.dataset["question"] ?? "";
      const matters = this.#isAnswered(path) || this.#next.includes(path);
      question.toggleAttribute("data-now", this.#batch.includes(path) && (matters || question.contains(here)));
      const need = one(question, "[data-need]");
      need.dataset["was"] ??= need.textContent ?? "";
      const moot = this.#known && !matters && chosen;
      question.toggleAttribute("data-moot", moot);
      need.textContent = moot ? "いまは不要" : need.dataset["was"];
    }
    for (const group of all(this.root, "[data-group]")) {
      group.toggleAttribute("data-now", group.querySelector("[data-question][data-now]") !== null);
    }
    const list = this.root.querySelector("[data-answered]");
    if (!(list instanceof HTMLElement)) return;
    const asking = this.#mode === "next";
    const mode = one(this.root, "[data-act=mode]");
    mode.hidden = this.questions.length <= AT_ONCE;
    mode.textContent = asking ? `すべての質問を見る（${this.questions.length}）` : "次に答える質問だけを見る";
    one(this.root, "#yk-enter").textContent = asking ? "次に答えること" : "質問";
    const waiting = this.waiting.filter((path) => !this.#batch.includes(path));
    const batch = this.#batch.filter((path) => this.question(path)?.hasAttribute("data-now"));
    const done = batch.every((path) => this.#isAnswered(path));
    one(this.root, "[data-act=onward]").hidden = !asking || (waiting.length === 0 && !(done && batch.length > 0));
    const nothing = one(this.root, "[data-nothing]");
    nothing.hidden = !asking || batch.length > 0;
    nothing.textContent = this.#decided ? "判定に要る質問には、すべて答えました。" : "判定が出ると、次に答えることがここに出ます。";
    this.#showAnswered(list, asking);
  }

  /** @param {HTMLElement} list @param {boolean} asking */
  #showAnswered(list, asking) {
    const template = /** @type {HTMLTemplateElement} */ (one(list, "template"));
    const answered = this.questions.filter((question) => {
      const path = question.dataset["question"] ?? "";
      return this.#isAnswered(path) && !question.hasAttribute("data-now");
    });
    list.hidden = !asking || answered.length === 0;
    one(list, "[data-number]").textContent = String(answered.length);
    const folding = /** @type {HTMLDetailsElement} */ (one(list, "details"));
    if (!this.#foldedByHand) folding.open = answered.length <= MOST_UNFOLDED;
    one(list, "ul").replaceChildren(
      ...answered.map((question) => {
        const item = /** @type {HTMLElement} */ (one(template.content, "li").cloneNode(true));
        const path = question.dataset["question"] ?? "";
        const ask = one(question, "legend, label").firstChild?.textContent?.trim() ?? "";
        one(item, ".yk-answered__ask").textContent = ask;
        one(item, ".yk-answered__answer").textContent = answerText(question, get(this.now().facts, path));
        one(item, "button").dataset["of"] = path;
        one(item, "button .yk-vh").textContent = `：${ask}`;
        return item;
      }),
    );
  }
}
