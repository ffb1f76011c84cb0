// Numbers, units and dates as people read them.
import * as d3 from "d3";

const grouped = d3.format(",");
const MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");

/** "1,234,567"; a dash for what is not known. */
export function persons(n) {
  return n == null || Number.isNaN(n) ? "–" : grouped(Math.round(n));
}

/** "1,200 to 1,400" of numbers of people. */
export const rangeText = (low, high) => `${persons(low)} to ${persons(high)}`;

/** "1.2 M", "340 k": for axes and labels. */
export function short(n) {
  if (n == null || Number.isNaN(n)) return "–";
  const size = Math.abs(n);
  if (size >= 1e9) return `${trimmed(n / 1e9)} bn`;
  if (size >= 1e6) return `${trimmed(n / 1e6)} M`;
  if (size >= 1e3) return `${trimmed(n / 1e3)} k`;
  if (size >= 10 || n === Math.round(n)) return grouped(Math.round(n));
  return decimal(n);
}
const trimmed = (n) => d3.format(Math.abs(n) >= 100 ? ".0f" : ".3~r")(n);

/** Three significant digits. */
export function decimal(n) {
  if (n == null || Number.isNaN(n)) return "–";
  if (n === 0) return "0";
  return Math.abs(n) < 1e-4 ? d3.format(".2e")(n) : d3.format(".3~r")(n);
}

const SCALES = [[1e9, "billion"], [1e6, "million"], [1e3, "thousand"]];

/**
 * One unit for numbers that are read beside each other: {name: "million persons", show(n)}. The
 * largest says which; the smallest has at least one digit, up to the third behind the point.
 */
export function sharedUnit(values, unit = "persons") {
  const sizes = values.filter((n) => n != null && !Number.isNaN(n) && n !== 0).map(Math.abs);
  const most = Math.max(0, ...sizes);
  const [factor, word] = SCALES.find(([size]) => most >= 10 * size || (size > 1e3 && most >= size))
    ?? [1, ""];
  const least = sizes.length ? Math.min(...sizes) / factor : 1;
  const whole = factor === 1 && sizes.every(Number.isInteger);
  const digits = whole ? 0 : Math.min(3, Math.max(most / factor < 100 ? 1 : 0,
                                                  Math.ceil(-Math.log10(least))));
  const format = d3.format(`,.${digits}f`);
  const tiny = 0.5 * 10 ** -digits;
  return {
    factor,
    name: [word, unitText(unit)].filter(Boolean).join(" "),
    show: (n) => {
      if (n == null || Number.isNaN(n)) return "–";
      const scaled = n / factor;
      return scaled !== 0 && Math.abs(scaled) < tiny ? `<${format(2 * tiny)}` : format(scaled);
    },
  };
}

/** The same for the ticks of an axis up to `most`: as many digits as the ticks need. */
export function axisUnit(most, unit = "persons") {
  const [factor, word] = SCALES.find(([size]) => Math.abs(most) >= 10 * size
    || (size > 1e3 && Math.abs(most) >= size)) ?? [1, ""];
  return { name: [word, unitText(unit)].filter(Boolean).join(" "),
           show: (n) => d3.format(",~r")(Number((n / factor).toPrecision(6))) };
}

/** "+1,234" or "−1,234". */
export function signed(n) {
  return n == null || Number.isNaN(n) ? "–" : `${n < 0 ? "−" : "+"}${persons(Math.abs(n))}`;
}

/** A unit as it stands behind a number: nothing for "1", "bn 2021 int. $" for 1e9 of them. */
export function unitText(unit) {
  return !unit || unit === "1" ? "" : unit.replace(/^1e9 /, "bn ").replace(/^1e6 /, "M ");
}

/** A number with its unit: "12,300 persons", "0.31", "0.4 GDP share / year". */
export function withUnit(n, unit) {
  const number = unit === "persons" ? persons(n) : Math.abs(n) >= 1e4 ? short(n) : decimal(n);
  return `${number} ${unitText(unit)}`.trim();
}

/** A setting as its scenario writes it, with its unit: "effort = 0.8", "payment = 5.8 bn int. $ / year". */
export function settingText({ key, value, unit }) {
  const number = Number(value);
  const shown = value !== "" && Number.isFinite(number) && Math.abs(number) >= 1e5
    ? short(number) : String(value).replace(/^(-?\d+)\.0$/, "$1");
  return `${key} = ${shown} ${(unitText(unit) ?? "").replace(/^1 \//, "/")}`.trim();
}

/** "2015", "2015-04" or "2015-04-20" as a date in UTC. */
export function parseDate(label) {
  const [year, month = 1, day = 1] = String(label).split("-").map(Number);
  return new Date(Date.UTC(year, month - 1, day));
}

/** "2015", "Apr 2015", "20 Apr 2015". */
export function dateText(label) {
  const [year, month, day] = String(label).split("-");
  if (!month) return year;
  return `${day ? `${Number(day)} ` : ""}${MONTHS[month - 1]} ${year}`;
}

/** The same of a tick's first day: of a run by months without the day. */
export function tickText(label, tick) {
  return dateText(tick === "month" ? String(label).slice(0, 7) : label);
}

/** "MiddleEast" and "asylum_applicant" as words. */
export function words(label) {
  const spaced = label.replaceAll("_", " ").replace(/([a-z])([A-Z])/g, "$1 $2");
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}

/** A value of a setting that was varied: "2016-03" of "\"2016-03\"", 0.5773 of 0.5773376961625696. */
export function valueText(text) {
  const bare = text.replace(/^"(.*)"$/, "$1");
  return bare.length > 8 && bare.trim() !== "" && Number.isFinite(Number(bare))
    ? String(Number(Number(bare).toPrecision(4))) : bare;
}

/** "wage.b_wage=2" of a point "modules.wage.b_wage=2" where settings are varied. */
function pointText(word) {
  const [path, ...value] = word.split("=");
  const comma = value.at(-1).endsWith(",") ? "," : "";
  const text = value.join("=").slice(0, comma ? -1 : undefined);
  return `${path.split(".").slice(-2).join(".")}=${valueText(text)}${comma}`;
}

/** A regime as words; a point keeps the end of its path. */
export const regimeText = (name) => name.split(" ")
  .map((word) => (word.includes("=") ? pointText(word) : word.replaceAll("_", " "))).join(" ");

/** Rows of cells as CSV (RFC 4180). */
export function csvText(header, rows) {
  const cell = (value) => {
    const text = value == null || Number.isNaN(value) ? "" : String(value);
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return [header, ...rows].map((row) => row.map(cell).join(",")).join("\n") + "\n";
}
