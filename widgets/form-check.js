/** <yk-form-check>: a check that is asked as questions, with the tables it needs. */

/** @import { CalendarAnswer, CheckAnswer, Facts, FormData, Problem, Report } from "./protocol.js" */
/** @import { Field } from "./dom.js" */
/** @import { PeopleChange } from "./people.js" */

import { CheckPage, define } from "./check-page.js";
import { showCounts } from "./counts.js";
import { today } from "./day.js";
import { all, fieldId, one, quoted, reveal } from "./dom.js";
import { blank, get, read as readFacts, set, trimmed } from "./facts.js";
import { download } from "./files.js";
import { split, squeezed } from "./names.js";
import { hasAnything, People } from "./people.js";
import { QuestionFlow } from "./question-flow.js";
import { inputs, read, showRead, write, written } from "./questions.js";
import { showReport } from "./report.js";
import { RuntimeFailure } from "./runtime.js";
import { Yearly } from "./yearly.js";

/** @extends {CheckPage<FormData>} */
export class FormCheck extends CheckPage {
  /** @type {QuestionFlow | undefined} */
  #flow;

  /** @override */
  connectedCallback() {
    this.addEventListener("yk-people", (event) => {
      const { people, said, focus } = /** @type {CustomEvent<PeopleChange>} */ (event).detail;
      this.remember();
      this.put({ people });
      this.#people?.write(people);
      this.changed();
      focus();
      this.say(said);
    });
    super.connectedCallback();
  }

  get #questions() {
    this.#flow ??= new QuestionFlow(this, this.data, () => ({ facts: this.facts, training: this.#training }));
    return this.#flow;
  }

  get #people() {
    return /** @type {People | null} */ (this.querySelector("yk-people"));
  }

  /** The training the check is about: the only one, or the one of the document; empty while it is to be chosen. */
  get #training() {
    const { trainings } = this.data;
    if (trainings.length === 0) return this.facts.training;
    if (trainings.length === 1) return trainings[0]?.id ?? "";
    return trainings.find(({ names }) => names.includes(this.facts.training))?.id ?? "";
  }

  /** @override */
  check() {
    return this.data.check;
  }

  /** @override */
  name() {
    return this.data.title;
  }

  /** @override */
  blank() {
    return blank("");
  }

  /** @override Without the empty cards at the end. @returns {Facts} */
  document() {
    const { people, ...rest } = trimmed({ ...this.facts, training: this.#training || this.facts.training });
    const last = people?.findLastIndex(hasAnything) ?? -1;
    return /** @type {Facts} */ (last < 0 ? rest : { ...rest, people: people?.slice(0, last + 1) });
  }

  /** @override @param {Facts | undefined} found @param {string} asked */
  begin(found, asked) {
    const facts = found ?? this.blank();
    return this.data.trainings.some(({ id }) => id === asked) ? { ...facts, training: asked } : facts;
  }

  /** @override */
  write() {
    for (const question of this.#questions.questions) {
      for (const path of new Set(inputs(question).map((field) => field.dataset["path"] ?? ""))) {
        write(question, path, path === "training" ? this.#training : get(this.facts, path));
      }
    }
    this.#people?.write(this.facts.people ?? []);
    this.#questions.reset();
  }

  /** @override */
  follow() {
    this.#showTraining();
    this.#questions.changed();
  }

  #showTraining() {
    const training = this.#training;
    for (const part of all(this, "[data-training]")) {
      part.hidden = this.data.trainings.length > 1 && training !== "" && part.dataset["training"] !== training;
    }
    const place = this.querySelector("[data-timetable]");
    if (!place) return;
    const rows = trimmed(this.facts).timetable.length;
    const link = one(place, "a");
    link.setAttribute("href", `${this.dataset["site"]}check/curriculum/${training ? `?training=${training}` : ""}`);
    place.replaceChildren(
      ...(rows ? [`${rows}行の時間割があります。直すときは、`, link, "で直します。"] : ["時間割がまだありません。", link, "で入れるか、ファイルを開きます。"]),
    );
  }

  /** @override @param {string} path @param {Field} field */
  take(path, field) {
    if (field.closest("yk-people")) {
      read(/** @type {HTMLElement} */ (field.closest("[data-column]")), path, field);
      this.put({ people: this.#people?.read() ?? [] });
    } else if (path === "training") this.facts.training = field.value;
    else set(this.facts, path, read(/** @type {HTMLElement} */ (field.closest("[data-question]")), path, field));
  }

  /** @override @param {string} name @param {Element} at */
  act(name, at) {
    if (name === "onward") this.#questions.onward();
    else if (name === "change") this.#questions.goTo(at.getAttribute("data-of") ?? "");
    else if (name === "mode") this.say(this.#questions.toggle());
    else if (name === "example") this.#example(at.closest("details"));
    else if (name === "clear") this.replace(this.#withoutOwn(), "このページの答えを消しました。「元に戻す」で戻せます。");
    else if (name === "calendar") void this.#calendar();
    else if (name === "from-timetable") this.#instructors();
    else if (name === "block") void this.#block();
  }

  /** An example has its own answers; the timetable and the answers of other pages stay. @param {HTMLDetailsElement | null} folded */
  #example(folded) {
    const example = this.example();
    const facts = example && readFacts(example.facts);
    if (!facts) return;
    if (folded) {
      folded.open = false;
      one(folded, "summary").focus();
    }
    const { answers, judgements, ...rest } = facts;
    const own = this.#withoutOwn();
    if (rest.timetable.length === 0) rest.timetable = own.timetable;
    if (rest.training === "") rest.training = own.training;
    this.replace(
      { ...own, ...rest, answers: { ...own.answers, ...answers }, judgements: { ...own.judgements, ...judgements } },
      `「${example.title}」を読み込みました。「元に戻す」で前の内容に戻せます。`,
    );
  }

  /** The document without what this page asks. @returns {Facts} */
  #withoutOwn() {
    /** @type {Facts} */
    const facts = structuredClone(this.facts);
    for (const question of this.#questions.questions) {
      for (const field of inputs(question)) {
        const path = field.dataset["path"] ?? "";
        if (path !== "training") set(facts, path, "");
      }
    }
    if (this.#people) delete facts.people;
    for (const box of all(this, "[data-judged]")) set(facts, `judgements/${box.dataset["judged"]}/result`, "");
    return facts;
  }

  async #calendar() {
    try {
      const answer = await /** @type {Promise<CalendarAnswer>} */ (
        this.python.ask({ method: "calendar", facts: this.document(), as_of: today() })
      );
      if (answer.text === undefined) return this.refuse(answer.error?.message ?? "", "calendar");
      this.forgive("calendar");
      download(answer.text, `${this.data.title}-${today()}.ics`, "text/calendar");
      this.say("期日をカレンダーのファイルに保存しました。");
    } catch (error) {
      if (!(error instanceof RuntimeFailure)) throw error;
      this.refuse("判定のしくみが動いていないため、まだ保存できません。「再試行」のあとで、もう一度押してください。", "calendar");
    }
  }

  /** @override @param {string} text @param {string} name @param {string} refused */
  async openOther(text, name, refused) {
    if (!this.data.tables.includes("timetable")) return super.openOther(text, name, refused);
    const { rows, why } = await this.readBlock(text, "timetable");
    const taken = `${quoted(name)}の${rows.length}行を時間割にしました。${why}`;
    if (rows.length) this.replace({ ...this.facts, timetable: rows }, taken);
    else this.refuse(`${quoted(name)}に時間割の行が見つかりませんでした。${why}`, "file");
    if (rows.length && why) this.refuse(taken, "file");
  }

  /** Puts a pasted block of instructors behind those that are there. */
  async #block() {
    const area = /** @type {HTMLTextAreaElement} */ (one(this, "#yk-block"));
    const note = one(this, "#yk-block-error");
    const { rows, why } = area.value.trim() ? await this.readBlock(area.value, "people") : { rows: [], why: "" };
    note.hidden = rows.length > 0 && why === "";
    note.textContent = rows.length ? why : why || "講師の行が見つかりませんでした。見出しの行と、その下の行を一緒にコピーしてください。";
    if (rows.length === 0) return this.say(note.textContent);
    area.value = "";
    this.#people?.add(rows);
  }

  /** The names of the timetable that have no card yet. */
  #instructors() {
    const there = new Set((this.#people?.read() ?? []).map((person) => squeezed(written(person["name"]))));
    const names = this.facts.timetable.flatMap((row) => split(row["instructors"] ?? "")).filter((name) => !there.has(squeezed(name)));
    const fresh = [...new Map(names.map((name) => [squeezed(name), { name }])).values()];
    this.forgive("instructors");
    if (fresh.length) this.#people?.add(fresh);
    else this.refuse("時間割に、まだ一覧にない講師の名前はありません。", "instructors");
  }

  /** @override @param {string} path */
  goTo(path) {
    if (this.#questions.goTo(path)) return true;
    const field =
      document.getElementById(fieldId(path)) ?? (path.startsWith("people") ? this.querySelector("[data-act=from-timetable]") : null);
    if (field instanceof HTMLElement) reveal(field);
    return field !== null;
  }

  /** @override @param {Report} report @param {CheckAnswer} answer */
  answered(report, { next, judgements, read: understood }) {
    const open = [...(next ?? []), ...(judgements ?? [])];
    showRead(this, understood ?? {});
    // Python is there again.
    this.forgive("calendar");
    const calendars = /** @type {{ entries?: unknown[] }[]} */ (Object.values(report.computed["calendar"] ?? {}));
    one(this, "[data-calendar]").hidden = !calendars.some((dates) => dates.entries);
    this.#people?.need(open);
    this.#questions.decided(open);
    this.#showVerdict(report);
  }

  /** @override @param {Report} _report @param {CheckAnswer} answer */
  draw(_report, { panels }) {
    showReport(one(this, "[data-panels]"), panels ?? "");
  }

  /** @override */
  unanswered() {
    showReport(one(this, "[data-panels]"), "");
    for (const name of ["headline", "progress-bar", "calendar", "bar"]) one(this, `[data-${name}]`).hidden = true;
    for (const name of ["counts", "progress"]) one(this, `[data-${name}]`).replaceChildren();
  }

  /** @override @param {HTMLElement[]} fresh */
  dress(fresh) {
    for (const link of fresh.flatMap((part) => /** @type {HTMLAnchorElement[]} */ (all(part, "a[data-path^=timetable]")))) {
      link.href = `${this.dataset["site"]}check/curriculum/`;
    }
  }

  /** @override @param {Problem} problem */
  concerns({ path }) {
    return (
      document.getElementById(fieldId(path)) !== null ||
      this.data.tables.some((table) => path === table || path.startsWith(`${table}/`))
    );
  }

  /** @param {Report} report */
  #showVerdict({ status, counts }) {
    const { statuses } = this.data;
    const verdict = statuses.find(({ id }) => id === status)?.verdict ?? "";
    const headline = one(this, "[data-headline]");
    headline.hidden = false;
    headline.className = `yk-verdict__headline yk-verdict__headline--${status}`;
    headline.textContent = verdict;
    showCounts(one(this, "[data-counts]"), counts, statuses);
    // On a phone the bar has room for signs and numbers only; the words are still there to be heard.
    showCounts(one(this, "[data-bar-counts]"), counts, statuses, "yk-vh");
    one(this, "[data-bar]").hidden = false;
    const done = this.#questions.answered;
    one(this, "[data-progress]").textContent =
      `答えた質問 ${done}、まだ決まらない項目 ${counts["unknown"] ?? 0}` +
      (counts["judgement"] ? `、人が確かめる項目 ${counts["judgement"]}` : "");
    const bar = /** @type {HTMLProgressElement} */ (one(this, "[data-progress-bar]"));
    const every = done + this.#questions.waiting.length;
    bar.hidden = every === 0;
    bar.max = every || 1;
    bar.value = done;
    this.sayCounts(counts, statuses, verdict);
  }
}

define([["yk-people", People], ["yk-yearly", Yearly], ["yk-form-check", FormCheck]]);
