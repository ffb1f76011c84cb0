// The bar that stays in sight: where you are, which countries are shown, light or dark.
import * as d3 from "d3";

export function addToolbar(holder, data, state, sections) {
  const bar = holder.append("div").attr("class", "bar");
  const nav = bar.append("nav").attr("aria-label", "Sections");
  for (const { id, title } of sections) {
    nav.append("a").attr("href", `#at=${id}`).text(title)
      .on("click", (event) => {
        event.preventDefault();
        state.visit(id);
      });
  }
  const tools = bar.append("div").attr("class", "tools");
  if (data.countries) addFilter(tools, data, state);
  addTheme(tools, state);
}

function addFilter(tools, data, state) {
  const holder = tools.append("details").attr("class", "filter");
  const label = holder.append("summary").text("All countries");
  const panel = holder.append("div").attr("class", "panel");
  const search = panel.append("input").attr("type", "search")
    .attr("placeholder", "Find a country").attr("aria-label", "Find a country");
  const clear = panel.append("button").attr("type", "button").text("Show all countries");
  const list = panel.append("ul");

  const countries = d3.sort(d3.range(data.countries.length), (i) => data.countries[i].name);
  const rows = list.selectAll("li").data(countries).join("li");
  const labels = rows.append("label");
  const boxes = labels.append("input").attr("type", "checkbox").attr("value", (i) => i);
  labels.append("span").text((i) => data.countries[i].name);

  boxes.on("change", (event, i) => {
    const chosen = new Set(state.countries);
    event.target.checked ? chosen.add(i) : chosen.delete(i);
    state.set({ countries: chosen });
  });
  clear.on("click", () => state.set({ countries: new Set() }));
  search.on("input", () => {
    const word = search.property("value").trim().toLowerCase();
    rows.attr("hidden", (i) =>
      data.countries[i].name.toLowerCase().includes(word) ? null : "");
  });
  const show = () => {
    const names = [...state.countries].map((i) => data.countries[i].name);
    boxes.property("checked", (i) => state.countries.has(i));
    label.text(names.length === 0 ? "All countries"
      : names.length < 3 ? names.join(", ") : `${names.length} countries`);
    holder.classed("active", names.length > 0);
  };
  state.subscribe(["countries"], show);
  show();
  closeOutside(holder, label);
}

function closeOutside(holder, label) {
  document.addEventListener("pointerdown", (event) => {
    if (!holder.node().contains(event.target)) holder.attr("open", null);
  });
  holder.on("keydown", (event) => {
    if (event.key !== "Escape") return;
    holder.attr("open", null);
    label.node().focus();
  });
}

/** Follows the system until the reader chooses. */
function addTheme(tools, state) {
  const root = document.documentElement;
  const chosen = state.choice("theme", "");
  const apply = () => {
    if (chosen.get()) root.dataset.theme = chosen.get();
    else delete root.dataset.theme;
    show();
  };
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  const button = tools.append("button").attr("type", "button").attr("class", "theme");
  const theme = () => root.dataset.theme ?? (system.matches ? "dark" : "light");
  const show = () => button.text(theme() === "dark" ? "Light" : "Dark")
    .attr("aria-label", `Switch to the ${theme() === "dark" ? "light" : "dark"} theme`);
  button.on("click", () => {
    const next = theme() === "dark" ? "light" : "dark";
    chosen.set(next === (system.matches ? "dark" : "light") ? "" : next);
  });
  state.subscribe(["theme"], apply);
  system.addEventListener("change", show);
  apply();
}
