// What opening a shared link or a saved document promises, whatever it holds: a document of the right shape, or a refusal.
import { deflateRawSync } from "node:zlib";
import { isBlankRow, hasContent, opened, trimmed } from "../../widgets/facts.js";
import { fromLink, linkTo } from "../../widgets/files.js";

const MOST_BYTES = 20_000;
Object.assign(globalThis, { location: { href: "https://yoken.test/check/curriculum/?training=class-1#old" } });

/** The link of bytes, packed elsewhere than on the site. */
export const packed = (content) => `#facts=${deflateRawSync(content).toString("base64url")}`;

const isText = (value) => typeof value === "string";
const isNamed = (value, each) => typeof value === "object" && value !== null && !Array.isArray(value) && Object.values(value).every(each);
const isTexts = (value) => isText(value) || (Array.isArray(value) && value.every(isText));
const isRecord = (value) => isNamed(value, isText);
const isYears = (value) => isRecord(value) && Object.keys(value).every((name) => /^\d{4}$/.test(name));

/** What every part of the page relies on. */
function wrong(facts) {
  const { yoken, training, timetable, people = [], answers = {}, judgements = {}, model_hours = {}, forms = {} } = facts;
  if (yoken !== 1 || !isText(training)) return "head";
  if (!Array.isArray(timetable) || !timetable.every(isRecord)) return "timetable";
  if (!Array.isArray(people) || !people.every((each) => isNamed(each, isTexts))) return "people";
  if (!isNamed(answers, (each) => isTexts(each) || isYears(each))) return "answers";
  if (!isNamed(judgements, isRecord) || !isNamed(model_hours, isRecord)) return "judgements, model_hours";
  if (!isRecord(forms)) return "forms";
  hasContent(facts);
  trimmed(facts).timetable.every(isBlankRow);
  return Object.getPrototypeOf(facts) === Object.prototype ? "" : "prototype";
}

/** Opens what is behind a `#`: "damaged", "refused", "opened", or nothing where it carries none. Throws where a promise is broken. */
export async function tried(hash) {
  let text;
  try {
    text = await fromLink(hash, MOST_BYTES);
  } catch {
    return "damaged";
  }
  if (text === undefined) return "";
  const found = opened(text);
  if ("refused" in found) return "refused";
  const why = wrong(found.facts);
  if (why) throw new Error(`${why}: ${hash}`);
  return "opened";
}

/** The link that the site makes of a text, which brings back that text. */
export async function made(text) {
  const link = new URL(await linkTo(text)).hash;
  if (link !== packed(text) && (await fromLink(link, Infinity)) !== text.toWellFormed()) throw new Error(`there and back: ${link}`);
  return link;
}
