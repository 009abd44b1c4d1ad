/** The facts document as typed. Paths are those of the reports: `timetable/4/form`, rows counted from 1. */

/** @import { Facts, Row } from "./protocol.js" */

/**
 * @param {string} training
 * @returns {Facts}
 */
export const blank = (training) => ({ yoken: 1, training, timetable: [] });

/** @param {Row} row */
export const isBlankRow = (row) => Object.values(row).every((text) => text.trim() === "");

/** Whether a person has written anything that would be a loss. @param {Facts} facts */
export function hasContent(facts) {
  const { yoken: _version, training: _training, timetable, ...rest } = facts;
  return !timetable.every(isBlankRow) || leaves(rest).some((text) => text !== "");
}

/**
 * @param {unknown} value
 * @returns {string[]}
 */
function leaves(value) {
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(leaves);
  return value === undefined || value === null ? [] : [String(value)];
}

/**
 * @param {Facts} facts
 * @param {string} path
 * @returns {unknown}
 */
export function get(facts, path) {
  /** @type {any} */
  let at = facts;
  for (const key of steps(path)) at = at?.[key];
  return at;
}

/**
 * Writes a value; an empty one is removed, since a blank is "not answered".
 * @param {Facts} facts
 * @param {string} path
 * @param {string | string[]} value
 */
export function set(facts, path, value) {
  const keys = steps(path);
  const last = /** @type {string} */ (keys.pop());
  /** @type {any} */
  let at = facts;
  for (const key of keys) at = at[key] ??= {};
  if (value.length === 0) delete at[last];
  else at[last] = value;
}

/** @param {string} path */
function steps(path) {
  const keys = path.split("/");
  if (keys[0] === "timetable" && keys[1]) keys[1] = String(Number(keys[1]) - 1);
  return keys;
}

/**
 * What is handed to Python and to files: rows at the end that hold nothing are left out, so that the empty rows of the
 * form are not taken for sessions without answers.
 * @param {Facts} facts
 * @returns {Facts}
 */
export function trimmed(facts) {
  const last = facts.timetable.findLastIndex((row) => !isBlankRow(row));
  return { ...facts, timetable: facts.timetable.slice(0, last + 1) };
}

/** The version of the document that this site writes. */
const VERSION = 1;
const FOREIGN = "このサイトで保存したファイルではないようです。";
/** Lists within lists within …: no document of ours has more. */
const MOST_LEVELS = 8;

/**
 * A text from elsewhere (a file, a link, this machine) as a document, or the sentence that says why it is none.
 * @param {string} text
 * @returns {{ facts: Facts } | { refused: string }}
 */
export function opened(text) {
  /** @type {any} */
  let content;
  try {
    content = JSON.parse(text);
  } catch {
    return { refused: FOREIGN };
  }
  if (content?.yoken > VERSION) {
    return { refused: "新しい版のサイトで保存されています。ページを読み込み直してから、もう一度開いてください。" };
  }
  const facts = read(content);
  return facts ? { facts } : { refused: FOREIGN };
}

/**
 * A facts document from elsewhere, or undefined where it is none.
 * Every leaf becomes the text a person would have typed, and what should be a row or a list of values by name is one.
 * @param {unknown} content
 * @returns {Facts | undefined}
 */
export function read(content) {
  if (!isRecord(content) || content["yoken"] !== VERSION || isDeep(content, MOST_LEVELS)) return undefined;
  const { training, timetable, people, answers, judgements, model_hours, forms, ...rest } = content;
  return {
    ...byName(rest, asText),
    yoken: 1,
    training: typeof training === "string" ? training : "",
    timetable: list(timetable).map((row) => byName(row, cell)),
    ...(people === undefined ? {} : { people: list(people).map((person) => byName(person, cells)) }),
    ...(answers === undefined ? {} : { answers: byName(answers, answer) }),
    ...(judgements === undefined ? {} : { judgements: byName(judgements, (each) => byName(each, cell)) }),
    ...(model_hours === undefined ? {} : { model_hours: byName(model_hours, (each) => byName(each, cell)) }),
    ...(forms === undefined ? {} : { forms: byName(forms, cell) }),
  };
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {unknown} value @returns {unknown[]} */
const list = (value) => (Array.isArray(value) ? value : []);

/**
 * @template Made
 * @param {unknown} value
 * @param {(each: unknown) => Made} make
 * @returns {Record<string, Made>}
 */
const byName = (value, make) =>
  isRecord(value) ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, make(each)])) : {};

/** The text of one field. @param {unknown} value @returns {string} */
function cell(value) {
  if (Array.isArray(value)) return value.map(cell).join("、");
  return isRecord(value) ? JSON.stringify(value) : String(value ?? "");
}

/** The text of a field, or the texts of one with several choices. @param {unknown} value */
const cells = (value) => (Array.isArray(value) ? value.map(cell) : cell(value));

/** Numbers by year are the one answer with names in it, as other programs write it. @param {unknown} value */
const answer = (value) =>
  isRecord(value) && Object.keys(value).every((name) => /^\d{4}$/.test(name)) ? byName(value, cell) : cells(value);

/** @param {unknown} value @returns {unknown} */
function asText(value) {
  if (Array.isArray(value)) return value.map(asText);
  return isRecord(value) ? byName(value, asText) : String(value ?? "");
}

/** Whether there is more than so many levels. @param {unknown} value @param {number} most @returns {boolean} */
const isDeep = (value, most) =>
  typeof value === "object" && value !== null && (most === 0 || Object.values(value).some((each) => isDeep(each, most - 1)));
