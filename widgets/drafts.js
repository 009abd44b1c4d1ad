/**
 * この端末の下書き: only what a person asks to keep, each a versioned record under a name of its own. A record counts its
 * revisions, so that a tab that has not seen the newest one never writes over it.
 */

/** @import { Facts } from "./protocol.js" */

import { opened } from "./facts.js";

const PREFIX = "yoken/draft/2/";
const VERSION = 2;
/** Before drafts had names there was one, as a bare document. */
const FIRST_KEY = "yoken/curriculum/1";

/**
 * @typedef {{ id: string, name: string, changed: string, revision: number, facts: Facts }} Draft
 * @typedef {{ id: string, name: string, why: string }} Unreadable a record that is damaged or of a newer version: it is left as it is
 * @typedef {"kept" | "full" | "changed"} Outcome
 */

export const drafts = {
  /** The newest first. @returns {Draft[]} */
  list() {
    return keys()
      .map((key) => read(key))
      .filter((found) => "facts" in found)
      .sort((one, other) => other.changed.localeCompare(one.changed));
  },

  /** @returns {Unreadable[]} */
  unreadable() {
    return keys()
      .map((key) => read(key))
      .filter((found) => "why" in found);
  },

  /** @param {string} id @returns {Draft | undefined} */
  get(id) {
    const found = text(PREFIX + id) === null ? undefined : read(PREFIX + id);
    return found && "facts" in found ? found : undefined;
  },

  /** The id in the key of a storage event, or undefined where it is no draft's. @param {string | null} key */
  idOf: (key) => (key?.startsWith(PREFIX) ? key.slice(PREFIX.length) : undefined),

  /**
   * Writes a draft as the next revision, unless what is there is not the revision the writer knows.
   * @param {Omit<Draft, "changed">} draft with the revision it is based on; 0 for a new one
   * @returns {Outcome}
   */
  write({ id, name, revision, facts }) {
    const there = drafts.get(id);
    if ((there?.revision ?? 0) !== revision) return "changed";
    const record = { yoken_draft: VERSION, name, changed: new Date().toISOString(), revision: revision + 1, facts };
    return put(PREFIX + id, JSON.stringify(record)) ? "kept" : "full";
  },

  /** Takes a record away and returns what brings it back. @param {string} id */
  remove(id) {
    const record = text(PREFIX + id);
    drop(PREFIX + id);
    return () => {
      if (record !== null) put(PREFIX + id, record);
    };
  },

  /** Names the one document of earlier versions, once. */
  migrate() {
    const first = text(FIRST_KEY);
    if (first === null) return;
    const found = opened(first);
    if ("facts" in found && drafts.write({ id: newId(), name: "以前の保存", revision: 0, facts: found.facts }) === "kept") drop(FIRST_KEY);
  },
};

export const newId = () => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;

/** @param {string} key @returns {Draft | Unreadable} */
function read(key) {
  const id = key.slice(PREFIX.length);
  /** @type {any} */
  let record;
  try {
    record = JSON.parse(text(key) ?? "");
  } catch {
    return { id, name: "名前が読めない下書き", why: "壊れていて開けません。" };
  }
  const name = String(record?.name ?? "名前が読めない下書き");
  if (record?.yoken_draft > VERSION) return { id, name, why: "新しい版のサイトで保存されています。ページを読み込み直すと開けることがあります。" };
  const found = opened(JSON.stringify(record?.facts ?? null));
  if (!("facts" in found) || !Number.isInteger(record.revision)) return { id, name, why: "壊れていて開けません。" };
  return { id, name, changed: String(record.changed), revision: record.revision, facts: found.facts };
}

/** @returns {string[]} */
function keys() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
  } catch {
    return [];
  }
}

/** @param {string} key */
function text(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** @param {string} key @param {string} value */
function put(key, value) {
  try {
    localStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} key */
function drop(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // Storage is closed to us: then there is nothing of ours in it.
  }
}
