/** Names as people write them: several in one cell, with or without spaces. */

/** Several values in one text, separated as in a spreadsheet's cell. @param {string} text */
export const split = (text) =>
  text
    .split(/[、,，;；/／\n\t]/)
    .map((part) => part.trim())
    .filter((part) => part !== "");

/** The same for every spelling of one name. @param {string} name */
export const squeezed = (name) => name.normalize("NFKC").replaceAll(/\s/g, "");
