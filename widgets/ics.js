/** The dates of a panel as a calendar file (RFC 5545): whole days, each with its clause and its notes. */

/** @typedef {{ id: string, title: string, start: string, end: string, text: string, clause: string, notes: string[] }} Entry */

/** @param {string} text */
const escaped = (text) => text.replaceAll(/[\\;,]/g, "\\$&").replaceAll("\n", "\\n");

/** Lines are folded by bytes, and no letter may be cut in two. @param {string} line */
function folded(line) {
  const lines = [""];
  let bytes = 0;
  for (const letter of line) {
    const size = new TextEncoder().encode(letter).length;
    if (bytes + size > 73) {
      lines.push(" ");
      bytes = 1;
    }
    lines[lines.length - 1] += letter;
    bytes += size;
  }
  return lines.join("\r\n");
}

/** @param {string} day @param {number} add */
function compact(day, add = 0) {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + add);
  return date.toISOString().slice(0, 10).replaceAll("-", "");
}

/**
 * @param {Entry[]} entries
 * @param {string} warning said with every date
 * @param {string} stamp when the file was made, as 20261124T000000Z
 */
export function calendarFile(entries, warning, stamp) {
  const events = entries.flatMap(({ id, title, start, end, text, clause, notes }) => [
    "BEGIN:VEVENT",
    `UID:${id}-${start}@yoken`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${compact(start)}`,
    // The end is the first day that no longer belongs to it.
    `DTEND;VALUE=DATE:${compact(end, 1)}`,
    `SUMMARY:${escaped(title)}`,
    `DESCRIPTION:${escaped([text, clause, ...notes, warning].join("\n"))}`,
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ]);
  return ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//yoken//JA", ...events, "END:VCALENDAR", ""].map(folded).join("\r\n");
}
