// Search for Japanese: exact pieces of text instead of guessed words. The theme's search cuts Japanese into words and
// cuts a query differently from a page, so that 「両立支援コーディネーター」 or 「42時間」 finds nothing.
// The theme talks to its worker in four numbered messages; the site is small enough to be read whole for each query.

const SETUP = 0;
const READY = 1;
const QUERY = 2;
const RESULT = 3;

/** @typedef {{location: string, title: string, text: string, page: string, anchor: string, head: Folded, body: Folded}} Section */
/** @typedef {{text: string, folded: string, origin: number[]}} Folded */

/** @type {Section[]} */
let sections = [];

// Made from rules/search-words.yml: words of one meaning, kana readings among them, and words that people mix up with them.
importScripts("words.js");
/** @type {{same: string[], near: string[]}[]} */
const words = self.searchWords.map(({ same, near }) => ({ same: same.map(key), near: near.map(key) }));
const SAME = 0.9;
const NEAR = 0.3;

/** @type {Promise<void> | undefined} */
let fetched;

addEventListener("message", async ({ data: { type, data } }) => {
  if (type === SETUP) {
    sections = data.docs.map(read);
    postMessage({ type: READY });
  }
  if (type === QUERY) {
    // The theme sends an empty query as soon as it starts; nobody has asked for anything yet.
    if (data.trim()) await everything();
    postMessage({ type: RESULT, data: { items: search(data) } });
  }
});

/** What is searched, fetched once: at the first query, unless the theme has sent it. */
async function everything() {
  if (sections.length) return;
  fetched ??= fetch(location.hash.slice(1)).then(async (answer) => {
    sections = (await answer.json()).docs.map(read);
  });
  // Offline, or a host in trouble: nothing is found now, and the next query asks again.
  await fetched.catch(() => (fetched = undefined));
}

/** @param {{location: string, title: string, text: string}} doc */
function read({ location, title, text }) {
  const [page, anchor = ""] = location.split("#");
  return { location, title, text, page, anchor: fold(decodeURI(anchor)).folded, head: fold(plain(title)), body: fold(plain(text)) };
}

/** @param {string} html */
function plain(html) {
  const entities = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&" };
  return html
    .replace(/<[^>]*>/g, " ")
    .replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => entities[entity])
    .replace(/\s+/g, " ")
    .trim();
}

/** One width, one case. `origin` leads from a folded character back to the written one. @param {string} text */
function fold(text) {
  let folded = "";
  const origin = [];
  let at = 0;
  for (const written of text) {
    const plain = written.normalize("NFKC").toLowerCase().replace(/[〜～]/g, "~").replace(/[ぁ-ゖ]/g, katakana);
    for (let i = 0; i < plain.length; i++) origin.push(at);
    folded += plain;
    at += written.length;
  }
  origin.push(at);
  return { text, folded, origin };
}

/** People type kana of either kind. @param {string} hiragana */
function katakana(hiragana) {
  return String.fromCharCode(hiragana.charCodeAt(0) + 0x60);
}

/** @param {string} word */
function key(word) {
  return fold(word).folded;
}

/** A term as written, and as it would be with other words of the same meaning. @param {string} term @returns {[string, number][]} */
function spellings(term) {
  const found = new Map([[term, 1]]);
  for (const { same, near } of words)
    for (const word of same) {
      if (!term.includes(word)) continue;
      for (const other of same) found.set(term.replace(word, other), Math.max(SAME, found.get(term.replace(word, other)) ?? 0));
      for (const other of near) found.set(term.replace(word, other), Math.max(NEAR, found.get(term.replace(word, other)) ?? 0));
    }
  return [...found];
}

/** @param {string} query */
function search(query) {
  const terms = query.trim().split(/\s+/).map(key).filter(Boolean);
  if (!terms.length) return [];
  const asked = terms.map(spellings);
  const marked = asked.flat().map(([spelling]) => spelling);
  const exact = rank(marked, (section) => {
    const scores = asked.map((each) => Math.max(...each.map(([spelling, weight]) => weight * value(section, spelling))));
    return scores.includes(0) ? 0 : scores.reduce((sum, each) => sum + each);
  });
  // Nothing holds the words as written: offer what holds most of their pairs of characters.
  return exact.length ? exact : rank(terms, (section) => likeness(section, terms.flatMap(pairs)));
}

/** How well a section answers one term; 0 when it does not hold it. @param {Section} section @param {string} term */
function value(section, term) {
  if (section.anchor === term) return 1000;
  const inHead = section.head.folded.indexOf(term);
  const inBody = section.body.folded.split(term).length - 1;
  if (inHead < 0 && !inBody) return 0;
  const head = inHead < 0 ? 0 : 20 + (inHead === 0 ? 20 : 0) + 60 * (term.length / section.head.folded.length);
  const page = section.anchor === "" && inHead >= 0 ? 30 : 0;
  // A short section about the term is worth more than a long one that mentions it.
  return head + page + Math.min(inBody, 5) + (10 * inBody * term.length) / (section.body.folded.length + 40);
}

/** @param {Section} section @param {string[]} wanted */
function likeness(section, wanted) {
  const found = wanted.filter((pair) => section.head.folded.includes(pair) || section.body.folded.includes(pair)).length;
  return found * 2 > wanted.length ? found / wanted.length + 1 / (section.body.folded.length + 40) : 0;
}

/** @param {string} term */
function pairs(term) {
  return term.length < 3 ? [term] : Array.from({ length: term.length - 1 }, (_, i) => term.slice(i, i + 2));
}

/** Sections grouped by page, the best page first, as the theme draws them. @param {string[]} terms @param {(section: Section) => number} score */
function rank(terms, score) {
  const pages = new Map();
  for (const section of sections) {
    const points = score(section);
    if (points > 0) pages.set(section.page, [...(pages.get(section.page) ?? []), item(section, points, terms)]);
  }
  for (const [page, items] of pages) {
    items.sort((a, b) => b.score - a.score);
    // The theme wants the page itself among its sections, found or not.
    const whole = sections.find((section) => section.location === page);
    if (whole && !items.some((each) => each.location === page)) items.push(item(whole, 0, []));
  }
  return [...pages.values()].sort((a, b) => b[0].score - a[0].score);
}

/** @param {Section} section @param {number} score @param {string[]} terms */
function item(section, score, terms) {
  return {
    location: section.location,
    title: marked(section.head, terms, 0, section.head.text.length),
    text: excerpt(section.body, terms),
    score,
    terms: Object.fromEntries(terms.map((term) => [term, true])),
  };
}

/** Some text around the first hit. @param {Folded} body @param {string[]} terms */
function excerpt(body, terms) {
  const hits = terms.map((term) => body.folded.indexOf(term)).filter((at) => at >= 0);
  const first = hits.length ? body.origin[Math.min(...hits)] : 0;
  const start = Math.max(0, first - 24);
  const end = Math.min(body.text.length, start + 110);
  return (start ? "…" : "") + marked(body, terms, start, end) + (end < body.text.length ? "…" : "");
}

/** The text from start to end as HTML, with the terms marked. @param {Folded} source @param {string[]} terms @param {number} start @param {number} end */
function marked(source, terms, start, end) {
  const spans = [];
  for (const term of terms)
    for (let at = source.folded.indexOf(term); at >= 0; at = source.folded.indexOf(term, at + term.length))
      spans.push([source.origin[at], source.origin[at + term.length]]);
  spans.sort((a, b) => a[0] - b[0]);
  let html = "";
  let done = start;
  for (const [from, to] of spans) {
    if (from < done || to > end) continue;
    html += `${escape(source.text.slice(done, from))}<mark>${escape(source.text.slice(from, to))}</mark>`;
    done = to;
  }
  return html + escape(source.text.slice(done, end));
}

/** @param {string} text */
function escape(text) {
  return text.replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);
}
