// node links.mjs SEED SECONDS [LINKS]: opens shared links and saved documents that were damaged at random, with the site's own code.
// Every one is opened as a document of the right shape, or refused. Writes how many were tried, opened and refused.
import { deflateRawSync } from "node:zlib";
import { isBlankRow, hasContent, opened, trimmed } from "../../widgets/facts.js";
import { fromLink, linkTo } from "../../widgets/files.js";

const MOST_BYTES = 20_000;
Object.assign(globalThis, { location: { href: "https://yoken.test/check/curriculum/?training=class-1#old" } });

let state = Number(process.argv[2] ?? 1);
/** The next whole number below `end`, the same for the same seed. */
function below(end) {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * end);
}
const among = (list) => list[below(list.length)];

const DOCUMENT = JSON.stringify({
  yoken: 1,
  training: "class-1",
  timetable: [{ day: "2026/6/1", start: "9:30", subject: "ケース会議", topics: "すべて" }, {}],
  answers: { "staff-all": "40", roles: ["医師", "看護師"] },
  judgements: { "practice-site.record": { result: "確認済み", note: "面談" } },
  model_hours: { visiting: { philosophy: "1時間" } },
  people: [{ name: "講師A", knowledge: ["社会福祉制度"] }],
  forms: { institution: "法人A" },
});
const TOKENS = ["null", "[]", "{}", "[[", "]", "{", "}", '"', ":", ",", "1e999", "-0", "true", '"__proto__":', '"yoken":2,', '"yoken":1,'];
TOKENS.push('"timetable":', '"people":', '"answers":', '"constructor":', "\\u0000", "\\ud800", "\u202e", "<img src=x onerror=alert(1)>");
const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", "%", "=", "+", "/", "#", " ", "あ", "\u{1f600}"];

/** The text with some stretches of it replaced. */
function damaged(text, pieces) {
  for (let times = below(4); times >= 0; times -= 1) {
    const from = below(text.length + 1);
    const piece = below(3) ? among(pieces) : text.slice(below(text.length), below(text.length)).slice(0, 200);
    text = text.slice(0, from) + piece + text.slice(from + below(2) * below(12));
  }
  return text;
}

const isText = (value) => typeof value === "string";
const isNamed = (value, each) => typeof value === "object" && value !== null && !Array.isArray(value) && Object.values(value).every(each);
const isTexts = (value) => isText(value) || (Array.isArray(value) && value.every(isText));
const isRecord = (value) => isNamed(value, isText);

/** What every part of the page relies on. */
function wrong(facts) {
  const { yoken, training, timetable, people = [], answers = {}, judgements = {}, model_hours = {}, forms = {} } = facts;
  if (yoken !== 1 || !isText(training)) return "head";
  if (!Array.isArray(timetable) || !timetable.every(isRecord)) return "timetable";
  if (!Array.isArray(people) || !people.every((each) => isNamed(each, isTexts))) return "people";
  if (!isNamed(answers, isTexts)) return "answers";
  if (!isNamed(judgements, isRecord) || !isNamed(model_hours, isRecord)) return "judgements, model_hours";
  if (!isRecord(forms)) return "forms";
  hasContent(facts);
  trimmed(facts).timetable.every(isBlankRow);
  return Object.getPrototypeOf(facts) === Object.prototype ? "" : "prototype";
}

const tried = { links: 0, opened: 0, refused: 0, damaged: 0 };
async function attempt(hash) {
  tried.links += 1;
  let text;
  try {
    text = await fromLink(hash, MOST_BYTES);
  } catch {
    tried.damaged += 1;
    return;
  }
  if (text === undefined) return;
  const found = opened(text);
  if ("refused" in found) tried.refused += 1;
  else {
    const why = wrong(found.facts);
    if (why) throw new Error(`${why}: ${hash}`);
    tried.opened += 1;
  }
}

const until = Date.now() + Number(process.argv[3] ?? 10) * 1000;
const most = Number(process.argv[4] ?? Infinity);
const mark = (text) => `#facts=${deflateRawSync(text).toString("base64url")}`;
while (tried.links < most && Date.now() < until) {
  const text = damaged(DOCUMENT, TOKENS);
  await attempt(mark(text));
  const link = new URL(await linkTo(text)).hash;
  if (link !== mark(text) && (await fromLink(link, Infinity)) !== text.toWellFormed()) throw new Error(`there and back: ${link}`);
  await attempt(damaged(link, LETTERS));
}
console.log(JSON.stringify(tried));
