/**
 * <yk-form-check>: joins a check's questions, Python and the report. The document (facts as typed) is the one of every page;
 * each change of it goes through `#changed`, each answer through `#answer`.
 */

/** @import { BlockAnswer, CheckAnswer, Facts, Finding, FormData, OfficeHost, Problem } from "./protocol.js" */
/** @import { PeopleChange } from "./people.js" */

import { all, isField, one, reveal } from "./dom.js";
import { blank, get, read as readFacts, set, trimmed } from "./facts.js";
import { download, textOf } from "./files.js";
import { calendarFile } from "./ics.js";
import { offerJudgements } from "./judgements.js";
import { draft, kept } from "./keep.js";
import { hasAnything, People } from "./people.js";
import { showProblems, showWarnings } from "./problems.js";
import { answerText, inputs, isAnswered, read, write, written } from "./questions.js";
import { showReport } from "./report.js";
import { RuntimeStatus, spoken } from "./runtime-status.js";
import { Runtime, RuntimeFailure } from "./runtime.js";

/** @typedef {{ entries: import("./ics.js").Entry[], warning: string }} Dates */

/** Milliseconds of rest before a change is checked, and before its result is read out. */
const REST = { check: 150, speak: 1200 };
/** Questions shown at a time, of one heading. */
const AT_ONCE = 3;

export class FormCheck extends HTMLElement {
  /** @type {FormData} */
  #data = { check: "", title: "", trainings: [], tables: [], first: [], checklist: false, examples: [], statuses: [] };
  /** @type {Facts} */
  #facts = blank("");
  /** @type {Runtime | undefined} */
  #runtime;
  /** @type {"next" | "all"} */
  #mode = "next";
  /** Paths that would decide something, the soonest first. @type {string[]} */
  #next = [];
  /** The questions in sight; they change only when the person goes on. @type {string[]} */
  #batch = [];
  /** @type {Set<string>} */
  #later = new Set();
  /** @type {string | undefined} */
  #before;
  #newest = 0;
  #busy = false;
  #composing = false;
  #answered = false;
  /** @type {Problem[]} */
  #problems = [];
  /** @type {Dates[]} */
  #dates = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #checkTimer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #sayTimer;
  #ready = false;

  connectedCallback() {
    if (this.#ready) return;
    this.#ready = true;
    this.#data = JSON.parse(one(this, "[data-page]").textContent ?? "");
    this.#next = this.#data.first;
    this.#mode = this.#data.checklist || this.#questions.length <= AT_ONCE ? "all" : "next";
    const patience = Number(this.dataset["patience"]);
    this.#runtime = new Runtime({
      base: new URL(this.dataset["runtime"] ?? "", document.baseURI),
      ...(patience > 0 && { patience: { start: patience, answer: patience } }),
    });
    this.#runtime.addEventListener("change", () => {
      const said = spoken(this.#python.state);
      if (said) this.#say(said, 0);
    });
    /** @type {RuntimeStatus} */ (one(this, "yk-runtime-status")).follow(this.#runtime);

    this.addEventListener("input", (event) => this.#input(event));
    this.addEventListener("change", (event) => this.#choose(event));
    this.addEventListener("click", (event) => this.#click(event));
    this.addEventListener("submit", (event) => event.preventDefault());
    this.addEventListener("compositionstart", () => (this.#composing = true));
    this.addEventListener("compositionend", () => {
      this.#composing = false;
      this.#changed();
    });
    // The focus is nowhere while it moves.
    this.addEventListener("focusout", () => setTimeout(() => this.#showProblems()));
    this.addEventListener("yk-people", (event) => {
      const { people, said, focus } = /** @type {CustomEvent<PeopleChange>} */ (event).detail;
      this.#facts = { ...this.#facts, people };
      this.#people?.write(people);
      this.#changed();
      focus();
      this.#say(said, 0);
    });
    this.addEventListener("yk-office", (event) => {
      Object.assign(/** @type {CustomEvent<OfficeHost>} */ (event).detail, {
        check: this.#data.check,
        facts: { ...this.#document(), training: this.#training },
        runtime: this.#runtime,
        open: (/** @type {Facts} */ facts, /** @type {string} */ said) => this.#replace(facts, said),
        set: (/** @type {string} */ path, /** @type {string} */ value) => {
          set(this.#facts, path, value);
          this.#changed();
        },
        say: (/** @type {string} */ text) => this.#say(text, 0),
      });
    });
    this.addEventListener("yk-retry", () => {
      this.#python.boot().catch(() => {});
      void this.#check();
    });
    this.#open();
  }

  get #python() {
    if (!this.#runtime) throw new Error("not connected");
    return this.#runtime;
  }

  get #people() {
    return /** @type {People | null} */ (this.querySelector("yk-people"));
  }

  get #questions() {
    return all(this, "[data-question]");
  }

  /** @param {string} path */
  #question(path) {
    return this.#questions.find((question) => question.dataset["question"] === path);
  }

  /** The training the check is about: the only one, or the one of the document; empty while it is to be chosen. */
  get #training() {
    const { trainings } = this.#data;
    if (trainings.length === 0) return this.#facts.training;
    if (trainings.length === 1) return trainings[0]?.id ?? "";
    return trainings.find(({ names }) => names.includes(this.#facts.training))?.id ?? "";
  }

  /** The document as this machine keeps it, or as this tab has it; the address may name the training. */
  #open() {
    const own = kept.text;
    const mine = own === undefined ? undefined : parsed(own);
    const begun = draft.text === undefined ? undefined : parsed(draft.text);
    if (mine) {
      /** @type {HTMLInputElement} */ (one(this, "[data-act=keep]")).checked = true;
      one(this, "[data-act=forget]").hidden = false;
      this.#say("この端末に保存した内容を開きました。", 0);
    }
    const facts = mine ?? begun ?? blank("");
    const asked = new URLSearchParams(location.search).get("training");
    if (asked && this.#data.trainings.some(({ id }) => id === asked)) facts.training = asked;
    this.#show(facts);
  }

  // ---- the document -------------------------------------------------------------------------------------------

  /** Shows a whole document. @param {Facts} facts */
  #show(facts) {
    this.#facts = facts;
    for (const question of this.#questions) {
      for (const path of new Set(inputs(question).map((field) => field.dataset["path"] ?? ""))) {
        write(question, path, path === "training" ? this.#training : get(facts, path));
      }
    }
    this.#people?.write(facts.people ?? []);
    this.#later.clear();
    this.#batch = [];
    this.#changed();
  }

  /** After every change, whoever made it. */
  #changed() {
    this.#newest += 1;
    const text = JSON.stringify(this.#document());
    draft.write(text);
    if (/** @type {HTMLInputElement} */ (one(this, "[data-act=keep]")).checked) this.#keep(text);
    this.#showTraining();
    this.#showQuestions();
    clearTimeout(this.#checkTimer);
    this.#checkTimer = setTimeout(() => void this.#check(), REST.check);
    this.dispatchEvent(new Event("yk-changed"));
  }

  /** What is handed to Python, to files and to other pages: without the empty cards at the end. @returns {Facts} */
  #document() {
    const { people, ...rest } = trimmed(this.#facts);
    const last = people?.findLastIndex(hasAnything) ?? -1;
    return /** @type {Facts} */ (last < 0 ? rest : { ...rest, people: people?.slice(0, last + 1) });
  }

  #showTraining() {
    const training = this.#training;
    for (const part of all(this, "[data-training]")) {
      part.hidden = this.#data.trainings.length > 1 && training !== "" && part.dataset["training"] !== training;
    }
    const place = this.querySelector("[data-timetable]");
    if (!place) return;
    const rows = trimmed(this.#facts).timetable.length;
    const link = one(place, "a");
    link.setAttribute("href", `${this.dataset["site"]}check/curriculum/${training ? `?training=${training}` : ""}`);
    place.replaceChildren(
      ...(rows ? [`${rows}行の時間割があります。直すときは、`, link, "で直します。"] : ["時間割がまだありません。", link, "で入れるか、ファイルを開きます。"]),
    );
  }

  /** @param {Event} event */
  #input(event) {
    const field = event.target;
    if (!isField(field)) return;
    const judged = field.closest("[data-judged]");
    const path = judged ? `judgements/${judged.getAttribute("data-judged")}/${field.dataset["key"]}` : field.dataset["path"];
    if (!path) return;
    if (judged) set(this.#facts, path, field.value);
    else if (field.closest("yk-people")) {
      read(/** @type {HTMLElement} */ (field.closest("[data-column]")), path, field);
      this.#facts = { ...this.#facts, people: this.#people?.read() ?? [] };
    } else if (path === "training") this.#facts.training = field.value;
    else {
      const question = /** @type {HTMLElement} */ (field.closest("[data-question]"));
      set(this.#facts, path, read(question, path, field));
    }
    this.#changed();
  }

  /** Replaces the document in one step that can be taken back. @param {Facts} facts @param {string} said */
  #replace(facts, said) {
    this.#before = JSON.stringify(this.#facts);
    one(this, "[data-act=undo]").hidden = false;
    this.#show(facts);
    this.#say(said, 0);
  }

  // ---- what a person asks for ---------------------------------------------------------------------------------

  /** @param {MouseEvent} event */
  #click(event) {
    if (!(event.target instanceof Element)) return;
    const link = event.target.closest("a[data-path]");
    if (link) {
      if (this.#goTo(link.getAttribute("data-path") ?? "")) event.preventDefault();
      return;
    }
    const button = event.target.closest("button[data-act]");
    const act = button?.getAttribute("data-act");
    if (act === "onward") {
      for (const path of this.#batch) if (!this.#isAnswered(path)) this.#later.add(path);
      this.#onward();
      this.#showQuestions();
      this.#focusQuestion();
    } else if (act === "change") {
      this.#goTo(button?.getAttribute("data-of") ?? "");
    } else if (act === "mode") {
      this.#mode = this.#mode === "next" ? "all" : "next";
      this.#later.clear();
      this.#batch = [];
      this.#showQuestions();
      this.#say(this.#mode === "all" ? "すべての質問を出しました。" : "次に答える質問だけを出しました。", 0);
    } else if (act === "example") {
      const id = /** @type {HTMLSelectElement} */ (one(this, "#yk-example")).value;
      const example = this.#data.examples.find((each) => each.id === id);
      const facts = example && readFacts(structuredClone(example.facts));
      if (!facts) return;
      const folded = button?.closest("details");
      if (folded) {
        folded.open = false;
        one(folded, "summary").focus();
      }
      const { answers, judgements, ...rest } = facts;
      const own = this.#withoutOwn();
      if (rest.timetable.length === 0) rest.timetable = own.timetable;
      if (rest.training === "") rest.training = own.training;
      this.#replace(
        { ...own, ...rest, answers: { ...own.answers, ...answers }, judgements: { ...own.judgements, ...judgements } },
        `「${example.title}」を読み込みました。「元に戻す」で前の内容に戻せます。`,
      );
    } else if (act === "clear") {
      this.#replace(this.#withoutOwn(), "このページの答えを消しました。「元に戻す」で戻せます。");
    } else if (act === "undo") {
      if (this.#before === undefined) return;
      const facts = JSON.parse(this.#before);
      this.#before = undefined;
      one(this, "[data-act=undo]").hidden = true;
      this.#show(facts);
      one(this, "[data-act=clear]").focus();
      this.#say("元に戻しました。", 0);
    } else if (act === "save") {
      download(`${JSON.stringify(this.#document(), null, 1)}\n`, `${this.#data.title}-${today()}.json`);
      this.#say("ファイルに保存しました。", 0);
    } else if (act === "calendar") {
      const stamp = `${new Date().toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
      const entries = this.#dates.flatMap((dates) => dates.entries);
      const file = calendarFile(entries, this.#dates[0]?.warning ?? "", stamp);
      download(file, `${this.#data.title}-${today()}.ics`, "text/calendar");
      this.#say("期日をカレンダーのファイルに保存しました。", 0);
    } else if (act === "print") window.print();
    else if (act === "forget") {
      kept.forget();
      /** @type {HTMLInputElement} */ (one(this, "[data-act=keep]")).checked = false;
      one(this, "[data-act=forget]").hidden = true;
      one(this, "[data-act=keep]").focus();
      this.#say("この端末に保存した内容を消去しました。ページの答えは残っています。", 0);
    } else if (act === "from-timetable") this.#instructors();
    else if (act === "block") void this.#block();
  }

  /** The document without what this page asks. @returns {Facts} */
  #withoutOwn() {
    /** @type {Facts} */
    const facts = structuredClone(this.#facts);
    for (const question of this.#questions) {
      for (const field of inputs(question)) {
        const path = field.dataset["path"] ?? "";
        if (path !== "training") set(facts, path, "");
      }
    }
    if (this.#people) delete facts.people;
    for (const box of all(this, "[data-judged]")) set(facts, `judgements/${box.dataset["judged"]}/result`, "");
    return facts;
  }

  /** @param {Event} event */
  #choose(event) {
    const field = event.target;
    if (!(field instanceof HTMLInputElement)) return;
    if (field.dataset["act"] === "open" && field.files?.[0]) {
      void this.#openFile(field.files[0]);
      field.value = "";
    } else if (field.dataset["act"] === "keep") {
      one(this, "[data-act=forget]").hidden = !field.checked;
      if (field.checked) this.#keep(JSON.stringify(this.#document()));
      else kept.forget();
      this.#say(field.checked ? "この端末に保存します。" : "保存をやめ、保存した内容を消去しました。", 0);
    }
  }

  /** @param {string} text */
  #keep(text) {
    const error = one(this, "[data-keep-error]");
    error.hidden = kept.write(text);
    error.textContent = error.hidden ? "" : "この端末には保存できません。「ファイルに保存」を使ってください。";
  }

  /** @param {File} file */
  async #openFile(file) {
    const text = await textOf(file);
    const found = parsed(text);
    if (found) this.#replace(found, `「${file.name}」を開きました。`);
    else if (this.#data.tables.includes("timetable") && !/\.json$/i.test(file.name)) {
      const answer = await this.#readBlock(text, "timetable");
      if (answer?.rows.length) {
        this.#replace({ ...this.#facts, timetable: answer.rows }, `「${file.name}」の${answer.rows.length}行を時間割にしました。`);
      } else this.#say(`「${file.name}」に時間割の行が見つかりませんでした。`, 0);
    } else this.#say(`「${file.name}」は、このサイトで保存したファイルではないようです。答えはそのままです。`, 0);
  }

  /** @param {string} text @param {string} table */
  async #readBlock(text, table) {
    try {
      const answer = await /** @type {Promise<BlockAnswer>} */ (this.#python.ask({ method: "read_block", text, table }));
      return answer.error ? undefined : answer;
    } catch (error) {
      if (!(error instanceof RuntimeFailure)) throw error;
      return undefined;
    }
  }

  /** Puts a pasted block of instructors behind those that are there. */
  async #block() {
    const area = /** @type {HTMLTextAreaElement} */ (one(this, "#yk-block"));
    const note = one(this, "#yk-block-error");
    const answer = area.value.trim() ? await this.#readBlock(area.value, "people") : undefined;
    note.hidden = Boolean(answer?.rows.length);
    if (!answer?.rows.length) {
      note.textContent =
        answer?.problems.map((problem) => problem.message).join(" ") ||
        "講師の行が見つかりませんでした。見出しの行と、その下の行を一緒にコピーしてください。";
      this.#say(note.textContent, 0);
      return;
    }
    area.value = "";
    this.#people?.add(answer.rows);
  }

  /** The names of the timetable that have no card yet. */
  #instructors() {
    const there = new Set((this.#people?.read() ?? []).map((person) => squeezed(written(person["name"]))));
    const names = this.#facts.timetable
      .flatMap((row) => (row["instructors"] ?? "").split(/[、,，;；/／\n\t]/))
      .map((name) => name.trim())
      .filter((name) => name !== "" && !there.has(squeezed(name)));
    const fresh = [...new Map(names.map((name) => [squeezed(name), { name }])).values()];
    if (fresh.length) this.#people?.add(fresh);
    else this.#say("時間割に、まだ一覧にない講師の名前はありません。", 0);
  }

  // ---- the questions ------------------------------------------------------------------------------------------

  /** @param {string} path */
  #isAnswered(path) {
    return path === "training" ? this.#training !== "" : isAnswered(get(this.#facts, path));
  }

  /** Questions of this page that would decide something and have no answer; what was put off comes last. */
  get #waiting() {
    const open = this.#next.filter((path) => this.#question(path) && !this.#isAnswered(path));
    return [...open.filter((path) => !this.#later.has(path)), ...open.filter((path) => this.#later.has(path))];
  }

  /** The next few questions under one heading. */
  #onward() {
    const waiting = this.#waiting;
    if (waiting.every((path) => this.#later.has(path))) this.#later.clear();
    const group = waiting[0] && this.#question(waiting[0])?.closest("[data-group]");
    const open = waiting.filter((path) => this.#later.size === 0 || !this.#later.has(path));
    this.#batch = open.filter((path) => this.#question(path)?.closest("[data-group]") === group).slice(0, AT_ONCE);
  }

  #showQuestions() {
    const form = one(this, "form");
    form.dataset["mode"] = this.#mode;
    if (this.#mode === "next" && this.#batch.length === 0) this.#onward();
    const here = document.activeElement;
    for (const question of this.#questions) {
      const path = question.dataset["question"] ?? "";
      const answered = this.#isAnswered(path);
      const matters = answered || this.#next.includes(path);
      question.toggleAttribute("data-now", this.#batch.includes(path) && (matters || question.contains(here)));
      const need = one(question, "[data-need]");
      need.dataset["was"] ??= need.textContent ?? "";
      const moot = this.#answered && !matters && this.#training !== "";
      question.toggleAttribute("data-moot", moot);
      need.textContent = moot ? "いまは不要" : need.dataset["was"];
    }
    for (const group of all(this, "[data-group]")) {
      group.toggleAttribute("data-now", group.querySelector("[data-question][data-now]") !== null);
    }
    const list = this.querySelector("[data-answered]");
    if (!(list instanceof HTMLElement)) return;
    const asking = this.#mode === "next";
    const mode = one(this, "[data-act=mode]");
    mode.hidden = this.#questions.length <= AT_ONCE;
    mode.textContent = asking ? `すべての質問を見る（${this.#questions.length}）` : "次に答える質問だけを見る";
    one(this, "#yk-enter").textContent = asking ? "次に答えること" : "質問";
    const waiting = this.#waiting.filter((path) => !this.#batch.includes(path));
    const batch = this.#batch.filter((path) => this.#question(path)?.hasAttribute("data-now"));
    const done = batch.every((path) => this.#isAnswered(path));
    one(this, "[data-act=onward]").hidden = !asking || (waiting.length === 0 && !(done && batch.length > 0));
    const nothing = one(this, "[data-nothing]");
    nothing.hidden = !asking || batch.length > 0;
    nothing.textContent = "判定に要る質問には、すべて答えました。";
    this.#showAnswered(list, asking);
  }

  /** @param {HTMLElement} list @param {boolean} asking */
  #showAnswered(list, asking) {
    const template = /** @type {HTMLTemplateElement} */ (one(list, "template"));
    const answered = this.#questions.filter((question) => {
      const path = question.dataset["question"] ?? "";
      return this.#isAnswered(path) && !question.hasAttribute("data-now");
    });
    list.hidden = !asking || answered.length === 0;
    one(list, "ul").replaceChildren(
      ...answered.map((question) => {
        const item = /** @type {HTMLElement} */ (one(template.content, "li").cloneNode(true));
        const path = question.dataset["question"] ?? "";
        const ask = one(question, "legend, label").firstChild?.textContent?.trim() ?? "";
        one(item, ".yk-answered__ask").textContent = ask;
        one(item, ".yk-answered__answer").textContent = answerText(question, get(this.#facts, path));
        one(item, "button").dataset["of"] = path;
        one(item, "button .yk-vh").textContent = `：${ask}`;
        return item;
      }),
    );
  }

  #focusQuestion() {
    const first = this.querySelector("[data-question][data-now]");
    const field = first instanceof HTMLFieldSetElement ? first : first?.querySelector("input, textarea");
    if (field instanceof HTMLElement) reveal(field);
    else one(this, "#yk-enter").focus();
  }

  /** Brings the field of a path into sight. Whether there is one. @param {string} path */
  #goTo(path) {
    const question = this.#question(path);
    if (question) {
      if (this.#mode === "next") this.#batch = [path];
      this.#showQuestions();
      const field = question instanceof HTMLFieldSetElement ? question : one(question, "input, textarea");
      reveal(field);
      return true;
    }
    const field =
      document.getElementById(`f-${path.replaceAll("/", "-")}`) ??
      (path.startsWith("people") ? this.querySelector("[data-act=from-timetable]") : null);
    if (field instanceof HTMLElement) reveal(field);
    return field !== null;
  }

  // ---- Python -------------------------------------------------------------------------------------------------

  /** Asks about the document as it is now; while an answer is awaited, only the newest change waits behind it. */
  async #check() {
    if (this.#busy || this.#composing) return;
    this.#busy = true;
    const about = this.#newest;
    try {
      const facts = { ...this.#document(), training: this.#training };
      const answer = await /** @type {Promise<CheckAnswer>} */ (
        this.#python.ask({ method: "check", check: this.#data.check, facts, as_of: today(), base: this.dataset["site"] })
      );
      if (about === this.#newest && !this.#composing) this.#answer(answer);
    } catch (error) {
      // Shown by <yk-runtime-status>; the document is untouched and is checked again after 再試行.
      if (!(error instanceof RuntimeFailure)) throw error;
      return;
    } finally {
      this.#busy = false;
    }
    if (about !== this.#newest) void this.#check();
  }

  /** @param {CheckAnswer} answer */
  #answer({ problems, report, html, panels, next, error }) {
    const region = one(this, "[data-report]");
    one(this, "[data-empty]").hidden = true;
    if (error || !report || html === undefined) {
      const text = document.createElement("p");
      text.className = "yk-error";
      text.textContent = error?.message ?? "判定できませんでした。";
      showReport(region, text.outerHTML);
      return;
    }
    this.#problems = problems.filter(({ path }) => this.#concerns(path));
    this.#next = [...(next ?? []), ...judgementsIn(report.findings)];
    this.#answered = true;
    showReport(one(this, "[data-panels]"), panels ?? "");
    this.#dates = /** @type {Dates[]} */ (Object.values(report.computed["calendar"] ?? {})).filter((dates) => dates.entries);
    one(this, "[data-calendar]").hidden = this.#dates.length === 0;
    showReport(region, html, () => {
      const template = /** @type {HTMLTemplateElement} */ (one(this, "template[data-judgement]"));
      offerJudgements(region, template, this.#facts.judgements ?? {});
      for (const link of /** @type {HTMLAnchorElement[]} */ (all(region, "a[data-path^=timetable]"))) {
        link.href = `${this.dataset["site"]}check/curriculum/`;
      }
    });
    this.#people?.need(this.#next);
    this.#showQuestions();
    this.#showProblems();
    this.#showVerdict(report);
  }

  /** Whether what could not be read is something this page shows. @param {string} path */
  #concerns(path) {
    return (
      document.getElementById(`f-${path.replaceAll("/", "-")}`) !== null ||
      this.#data.tables.some((table) => path === table || path.startsWith(`${table}/`))
    );
  }

  /** @param {import("./protocol.js").Report} report */
  #showVerdict({ status, counts }) {
    const verdict = this.#data.statuses.find(({ id }) => id === status);
    const headline = one(this, "[data-headline]");
    headline.hidden = false;
    headline.className = `yk-verdict__headline yk-verdict__headline--${status}`;
    headline.textContent = verdict?.verdict ?? "";
    const line = this.#data.statuses.filter(({ id }) => counts[id]);
    // On a phone the bar has room for signs and numbers only; the words are still there to be heard.
    for (const [place, style] of [["[data-counts]", ""], ["[data-bar-counts]", "yk-vh"]]) {
      one(this, place ?? "").replaceChildren(
        ...line.map(({ id, label }) => {
          const part = document.createElement("span");
          part.className = `yk-count yk-status yk-status--${id}`;
          const word = document.createElement("span");
          word.className = style ?? "";
          word.textContent = `${label} `;
          part.append(word, String(counts[id]));
          return part;
        }),
      );
    }
    one(this, "[data-bar]").hidden = false;
    const done = this.#questions.filter((question) => this.#isAnswered(question.dataset["question"] ?? "")).length;
    const open = counts["unknown"] ?? 0;
    one(this, "[data-progress]").textContent =
      `答えた質問 ${done}、まだ決まらない項目 ${open}` + (counts["judgement"] ? `、人が確かめる項目 ${counts["judgement"]}` : "");
    const bar = /** @type {HTMLProgressElement} */ (one(this, "[data-progress-bar]"));
    const all_ = done + this.#waiting.length;
    bar.hidden = all_ === 0;
    bar.max = all_ || 1;
    bar.value = done;
    const unread = this.#problems.filter(({ warning }) => !warning).length;
    const spokenProblems = unread ? `読み取れなかった欄が${unread}か所あります。` : "";
    this.#say(`${spokenProblems}${verdict?.verdict ?? ""}${line.map(({ id, label }) => `${label} ${counts[id]}件`).join("、")}`, REST.speak);
  }

  /** A field that is being written is not called wrong before the person leaves it. */
  #showProblems() {
    const at = document.activeElement;
    const writing = isField(at) && !at.hasAttribute("aria-invalid") ? at.dataset["path"] : undefined;
    const known = this.#problems.filter((problem) => problem.path !== writing);
    showProblems(one(this, "form"), one(this, "[data-problems]"), known.filter(({ warning }) => !warning));
    showWarnings(one(this, "[data-warnings]"), known.filter(({ warning }) => warning));
  }

  /** The page's one live region: the newest sentence, not every one. @param {string} text @param {number} rest */
  #say(text, rest) {
    clearTimeout(this.#sayTimer);
    this.#sayTimer = setTimeout(() => {
      one(this, "[data-status]").textContent = text;
    }, rest);
  }
}

/** Paths of the judgements that findings wait for. @param {Finding[]} findings @returns {string[]} */
function judgementsIn(findings) {
  return findings.flatMap(({ id, status, branch, children }) => {
    if (branch === "any" && status !== "judgement") return [];
    return children.length ? judgementsIn(children) : status === "judgement" ? [`judgements/${id}/result`] : [];
  });
}

/** @param {string} name */
const squeezed = (name) => name.normalize("NFKC").replaceAll(/\s/g, "");

/** @param {string} text */
function parsed(text) {
  try {
    return readFacts(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** The day on the reader's calendar, not in Greenwich. */
function today() {
  const now = new Date();
  const two = (/** @type {number} */ number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

customElements.define("yk-people", People);
customElements.define("yk-runtime-status", RuntimeStatus);
customElements.define("yk-form-check", FormCheck);
