/** 元に戻す・やり直す: whole documents, since a training's timetable is a few kilobytes. */

export class History {
  /** @type {string[]} */
  #past = [];
  /** @type {string[]} */
  #future = [];
  /** @type {string | undefined} What the newest step was about: typing on in one field is one step. */
  #about;

  /**
   * Keeps how things stood before a change.
   * @param {() => string} stood
   * @param {string} [about]
   */
  keep(stood, about) {
    if (about !== undefined && about === this.#about) return;
    this.#about = about;
    const before = stood();
    if (this.#past.at(-1) === before) return;
    this.#past.push(before);
    if (this.#past.length > 200) this.#past.shift();
    this.#future = [];
  }

  /** The person left the field: the next keystroke is a step of its own. */
  pause() {
    this.#about = undefined;
  }

  /** @param {string} now */
  undo(now) {
    return this.#move(this.#past, this.#future, now);
  }

  /** @param {string} now */
  redo(now) {
    return this.#move(this.#future, this.#past, now);
  }

  /**
   * @param {string[]} from
   * @param {string[]} to
   * @param {string} now
   */
  #move(from, to, now) {
    this.#about = undefined;
    let found = from.pop();
    while (found === now) found = from.pop();
    if (found !== undefined) to.push(now);
    return found;
  }

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }
}
