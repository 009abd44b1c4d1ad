/** What this tab holds while it is open: it survives a reload and a crash, and ends with the tab, so it needs no one's leave. */

const DRAFT = "yoken/draft/1";
const LINK = "yoken/open/2";

/** What is being written now, for the other pages of this tab. */
export const draft = {
  /** @returns {string | undefined} */
  get text() {
    return get(DRAFT);
  },
  /** @param {string} text */
  write(text) {
    put(DRAFT, text);
  },
};

/** Which draft of this machine the tab is writing, and the revision it knows. @typedef {{ id: string, revision: number }} Link */

export const link = {
  /** @returns {Link | undefined} */
  get() {
    try {
      return JSON.parse(get(LINK) ?? "null") ?? undefined;
    } catch {
      return undefined;
    }
  },
  /** @param {Link | undefined} to */
  set(to) {
    put(LINK, to ? JSON.stringify(to) : "null");
  },
};

/** @param {string} key */
function get(key) {
  try {
    return sessionStorage.getItem(key) ?? undefined;
  } catch {
    return undefined;
  }
}

/** @param {string} key @param {string} text */
function put(key, text) {
  try {
    sessionStorage.setItem(key, text);
  } catch {
    // Without it each page begins on its own.
  }
}
