/** How many findings have which status, for the eye and for the ear. */

/** @typedef {{ id: string, label: string }[]} Statuses in the order to show */

/**
 * Those that are not nothing: signs and numbers, the words maybe only to be heard.
 * @param {HTMLElement} place
 * @param {Record<string, number>} counts
 * @param {Statuses} statuses
 * @param {string} [word] class of the word
 */
export function showCounts(place, counts, statuses, word = "") {
  const shown = statuses.filter(({ id }) => counts[id]);
  // Most edits change no number, and what is written anew is laid out anew.
  if (place.textContent === shown.map(({ id, label }) => `${label} ${counts[id]}`).join("")) return;
  place.replaceChildren(
    ...shown.map(({ id, label }) => {
      const part = document.createElement("span");
      part.className = `yk-count yk-status yk-status--${id}`;
      const text = document.createElement("span");
      text.className = word;
      text.textContent = `${label} `;
      part.append(text, String(counts[id]));
      return part;
    }),
  );
}

/** @param {Record<string, number>} counts @param {Statuses} statuses */
export const countsInWords = (counts, statuses) =>
  statuses
    .filter(({ id }) => counts[id])
    .map(({ id, label }) => `${label} ${counts[id]}件`)
    .join("、");
