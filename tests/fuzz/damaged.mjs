// node damaged.mjs SEED LINKS: opens so many shared links and saved documents that were damaged at random, the same for the same seed.
// Writes how many were opened, refused and found damaged.
import { made, packed, tried } from "./opening.mjs";

let state = Number(process.argv[2]);
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

const outcomes = { opened: 0, refused: 0, damaged: 0 };
for (let number = Number(process.argv[3]); number > 0; number -= 2) {
  const text = damaged(DOCUMENT, TOKENS);
  for (const link of [packed(text), damaged(await made(text), LETTERS)]) {
    const outcome = await tried(link);
    if (outcome) outcomes[outcome] += 1;
  }
}
console.log(JSON.stringify(outcomes));
