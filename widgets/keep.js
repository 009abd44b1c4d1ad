/** この端末に保存: only when the person asks for it, as one versioned document that one button removes. */

const KEY = "yoken/curriculum/1";

export const kept = {
  /** @returns {string | undefined} */
  get text() {
    try {
      return localStorage.getItem(KEY) ?? undefined;
    } catch {
      return undefined;
    }
  },
  /** Whether it could be kept. @param {string} text */
  write(text) {
    try {
      localStorage.setItem(KEY, text);
      return true;
    } catch {
      return false;
    }
  },
  forget() {
    try {
      localStorage.removeItem(KEY);
    } catch {
      // Storage is closed to us: then there is nothing of ours in it.
    }
  },
};

const DRAFT = "yoken/draft/1";

/** What is being written now, for the other pages of this tab. It ends with the tab, so it needs no one's leave. */
export const draft = {
  /** @returns {string | undefined} */
  get text() {
    try {
      return sessionStorage.getItem(DRAFT) ?? undefined;
    } catch {
      return undefined;
    }
  },
  /** @param {string} text */
  write(text) {
    try {
      sessionStorage.setItem(DRAFT, text);
    } catch {
      // Without it each page begins on its own.
    }
  },
};
