/** A document to pass on without the names of people: 講師1, 講師2… in their place, so that the verdict stays the same. */

/** @import { Facts } from "./protocol.js" */

import { squeezed, split } from "./names.js";

/**
 * @param {Facts} facts
 * @param {string[]} notes columns of the list of instructors that hold free text
 * @returns {Facts}
 */
export function withoutNames(facts, notes) {
  /** @type {Map<string, string>} */
  const others = new Map();
  /** @param {unknown} name */
  const other = (name) => {
    const key = squeezed(String(name ?? ""));
    if (key === "") return String(name ?? "");
    if (!others.has(key)) others.set(key, `講師${others.size + 1}`);
    return others.get(key) ?? "";
  };
  const { people, judgements, forms: _forms, ...rest } = structuredClone(facts);
  /** @type {Facts} */
  const made = {
    ...rest,
    timetable: rest.timetable.map(({ instructors, ...row }) => ({
      ...row,
      ...(instructors && { instructors: split(instructors).map(other).join("、") }),
    })),
  };
  if (people) {
    made.people = people.map(({ name, ...person }) => {
      for (const column of notes) delete person[column];
      return { ...(name && { name: other(name) }), ...person };
    });
  }
  if (judgements) {
    made.judgements = Object.fromEntries(
      Object.entries(judgements).map(([id, { note: _note, ...judgement }]) => {
        // 「philosophy.learned@講師A」: a judgement about one person.
        const [criterion = "", name] = id.split("@");
        return [name === undefined ? criterion : `${criterion}@${other(name)}`, judgement];
      }),
    );
  }
  return made;
}
