// What the reader has chosen; figures are drawn again when it changes.

export class State {
  #listeners = [];
  countries = new Set(); // indices; empty: all
  year = 0;
  measure = "arrivals";

  /** `keys` are the choices that a listener depends on. */
  subscribe(keys, listener) {
    this.#listeners.push({ keys, listener });
  }
  set(changes) {
    Object.assign(this, changes);
    for (const { keys, listener } of this.#listeners) {
      if (keys.some((key) => key in changes)) listener();
    }
  }
  /** Is the country, by index, shown? */
  shows(country) {
    return this.countries.size === 0 || this.countries.has(country);
  }
}
