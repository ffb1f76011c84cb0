// What the reader has chosen; figures are drawn again when it changes, and the URL's hash holds it,
// so that a link shows what its sender saw.

const hashText = (words) => words.toString().replaceAll("%2C", ",");

export class State {
  #listeners = [];
  #data;
  #choices = new Map(); // by key: {fallback, value}
  countries = new Set(); // indices; empty: all
  year; // index; the number of years: the whole run
  measure = "departures";

  constructor(data) {
    this.#data = data;
    this.year = this.#wholeRun();
    this.#read();
  }

  /** `keys` are the choices that a listener depends on. */
  subscribe(keys, listener) {
    this.#listeners.push({ keys, listener });
  }
  set(changes) {
    Object.assign(this, changes);
    this.#tell(Object.keys(changes));
  }
  /** Is the country, by index, shown? */
  shows(country) {
    return this.countries.size === 0 || this.countries.has(country);
  }

  /** A choice within one figure, text or nothing; `fallback` does not show in the hash. */
  choice(key, fallback) {
    const asked = new URLSearchParams(location.hash.slice(1)).get(key);
    this.#choices.set(key, { fallback, value: asked ?? fallback });
    return {
      get: () => this.#choices.get(key).value,
      set: (value) => {
        this.#choices.get(key).value = value;
        this.#tell([key]);
      },
    };
  }

  /** Follows the hash where it was changed by hand, or by going back. */
  follow() {
    window.addEventListener("hashchange", () => {
      const words = new URLSearchParams(location.hash.slice(1));
      for (const [key, choice] of this.#choices) choice.value = words.get(key) ?? choice.fallback;
      this.#read();
      this.#announce(["countries", "year", "measure", ...this.#choices.keys()]);
      this.scroll();
    });
  }
  /** Goes to a section, which the hash then names. */
  visit(id) {
    const words = new URLSearchParams(location.hash.slice(1));
    words.set("at", id);
    history.pushState(null, "", `#${hashText(words)}`);
    this.scroll();
  }
  /** Puts the section that the hash names into sight. */
  scroll() {
    const at = new URLSearchParams(location.hash.slice(1)).get("at");
    const section = at && document.getElementById(at);
    if (!section) return;
    section.scrollIntoView();
    section.querySelector("h2")?.setAttribute("tabindex", -1);
    section.querySelector("h2")?.focus({ preventScroll: true });
  }

  #wholeRun() {
    const n_years = this.#data.years?.labels.length ?? 0;
    return n_years > 1 ? n_years : 0;
  }
  #tell(keys) {
    this.#write();
    this.#announce(keys);
  }
  #announce(keys) {
    for (const { keys: own, listener } of this.#listeners) {
      if (own.some((key) => keys.includes(key))) listener();
    }
  }
  #read() {
    const words = new URLSearchParams(location.hash.slice(1));
    const ids = (words.get("countries") ?? "").split(",").filter(Boolean);
    const index = new Map((this.#data.countries ?? []).map(({ id }, i) => [id, i]));
    this.countries = new Set(ids.map((id) => index.get(id)).filter((i) => i !== undefined));
    const year = this.#data.years?.labels.indexOf(words.get("year")) ?? -1;
    this.year = year < 0 ? this.#wholeRun() : year;
    const measures = Object.keys(this.#data.flows ?? {});
    const asked = words.get("measure");
    this.measure = measures.includes(asked) ? asked : measures[0] ?? "departures";
  }
  #write() {
    const words = new URLSearchParams(location.hash.slice(1));
    const put = (key, value) => (value ? words.set(key, value) : words.delete(key));
    put("countries", [...this.countries].map((i) => this.#data.countries[i].id).join(","));
    put("year", this.year === this.#wholeRun() ? "" : this.#data.years.labels[this.year]);
    const first = Object.keys(this.#data.flows ?? {})[0];
    put("measure", this.measure === first ? "" : this.measure);
    for (const [key, { fallback, value }] of this.#choices) {
      put(key, value === fallback ? "" : value);
    }
    const text = hashText(words);
    history.replaceState(null, "", text ? `#${text}` : location.pathname + location.search);
  }
}
