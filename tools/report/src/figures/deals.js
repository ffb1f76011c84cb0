// Deals and policies: bars from their first day to their last, and a table of who, when, for what
// money and on what terms.
import * as d3 from "d3";
import { lineChart, timeAxis } from "../chart.js";
import { banded, rankOfCountry } from "../data.js";
import { addEmpty, addMore, addTable, makeSvg, rowsChoice } from "../figure.js";
import { dateText, parseDate, persons, settingText, short, withUnit, words } from "../format.js";
import { fitted, textWidth } from "../measure.js";
import { color, tints } from "../palette.js";
import { explore } from "../tooltip.js";

const N_ROWS = 20;
const ROW = 24; // [px]
const KINDS = { deal: { name: "Deal", color: color(0) },
                policy: { name: "Policy", color: color(5) } };

function effectsText(effects) {
  if (!effects) return "";
  if (Object.values(effects).every((n) => !n)) return "nobody refused, admitted or moved";
  return ["refused", "admitted", "moved"].filter((key) => effects[key])
    .map((key) => `${persons(effects[key])} ${key}`).join(", ");
}

const policyRow = (policy) => ({
  kind: "policy", name: words(policy.name),
  who: [policy.in.length ? `in ${policy.in.join(", ")}` : "",
        policy.of.length ? `for citizens of ${policy.of.join(", ")}` : ""].filter(Boolean)
    .join(" "),
  ids: [...policy.in, ...policy.of], from: policy.from, until: policy.until, payment: null,
  terms: policy.terms.map(settingText).join("; "), effects: effectsText(policy.effects),
  met: policy.effects, steps: [],
});
const dealRow = (deal) => ({
  kind: "deal", name: deal.parties, who: words(deal.module), ids: deal.parties.split("-"),
  from: deal.from, until: deal.until, payment: deal.payment, terms: deal.terms, effects: "",
  steps: deal.steps,
});

const rowsOf = (data) => d3.sort([...(data.deals ?? []).map(dealRow),
                                  ...(data.policies ?? []).map(policyRow)],
                                 (a, b) => d3.ascending(a.from, b.from));

/** Of a filter the rows that name one of its countries, or a group of them. */
function shownRows(data, state, rows) {
  if (state.countries.size === 0) return rows;
  const known = new Set(data.countries.map(({ id }) => id));
  const chosen = new Set([...state.countries].map((i) => data.countries[i].id));
  return rows.filter(({ ids }) => ids.some((id) => chosen.has(id) || !known.has(id)));
}

export function deals(data, state) {
  const rows = rowsOf(data);
  const more = rowsChoice(state, "deal-rows");
  return {
    id: "deals",
    title: "Deals and policies",
    caption: "What governments agreed and decreed, from its first day to its last. Ticks within a "
      + "deal are its reviews: new terms, slips, renewals. Money is what the one who asks pays a "
      + "year when the deal is struck. How many persons a policy refused, admitted or moved is "
      + "counted over the whole run.",
    missing: rows.length ? null : "nothing was agreed or decreed; [modules.NAME] of type "
      + "`containment_deals`, `labour_deals`, `deal` or `policy` make deals and policies.",
    depends: ["countries", more.key],
    csv: () => csv(rows),
    draw: (body, width) => {
      const all = shownRows(data, state, rows);
      if (all.length === 0) return addEmpty(body, "None that concerns the countries shown.");
      const some = more.all() ? all : all.slice(0, N_ROWS);
      drawBars(body, width, data, some);
      drawTable(body, some);
      addMore(body, N_ROWS, all.length, more);
    },
  };
}

const untilText = (row) => (row.until ? dateText(row.until) : "no end");
const moneyText = (payment) => (payment == null ? "" : `${short(payment)} int. $ / year`);

function drawBars(body, width, data, rows) {
  const narrow = width < 620;
  const left = narrow ? 0 : Math.min(260, d3.max(rows, (row) => textWidth(row.name, 13)) + 16);
  const row_height = narrow ? ROW + 16 : ROW;
  const inner = width - left - 20;
  const svg = makeSvg(body, width, rows.length * row_height + 30, "Deals and policies over time");
  const g = svg.append("g").attr("transform", `translate(${left},0)`);
  const x = d3.scaleUtc(data.span, [0, inner]);
  const clamp = (date) => Math.max(0, Math.min(inner, x(parseDate(date))));
  const points = rows.map((row, i) => {
    const y = i * row_height + (narrow ? 18 : 4);
    const begin = clamp(row.from), end = row.until ? clamp(row.until) : inner;
    g.append("text").attr("class", "row-name").attr("x", narrow ? 0 : -12)
      .attr("text-anchor", narrow ? "start" : "end").attr("y", narrow ? y - 5 : y + 11)
      .text(fitted(row.name, narrow ? inner : left - 14, 13));
    g.append("rect").attr("class", "mark term").attr("data-point", i).attr("x", begin).attr("y", y)
      .attr("width", Math.max(2, end - begin)).attr("height", 14).attr("rx", 2)
      .style("fill", KINDS[row.kind].color);
    if (!row.until || parseDate(row.until) > data.span[1]) {
      g.append("path").attr("class", "going-on").style("fill", KINDS[row.kind].color)
        .attr("d", `M${inner},${y + 2}l5,5l-5,5z`);
    }
    for (const step of row.steps.filter(({ kind }) => kind !== "end")) {
      g.append("line").attr("class", "step").attr("x1", clamp(step.date))
        .attr("x2", clamp(step.date)).attr("y1", y).attr("y2", y + 14);
    }
    return { x: left + (begin + end) / 2, y: y + 7, group: i, title: `${row.name}: ${row.who}`,
             rows: tipRows(row) };
  });
  timeAxis(g, x, rows.length * row_height + 4, inner);
  explore(svg, points, { by: "mark" });
}

function tipRows(row) {
  return [["from", dateText(row.from)], ["until", untilText(row)],
          ["money", moneyText(row.payment)], ["terms", row.terms], ["people", row.effects],
          ...row.steps.slice(0, 6)
            .map((step) => [`${dateText(step.date)}: ${step.kind}`, step.text])]
    .filter(([, text]) => text);
}

function drawTable(body, rows) {
  const columns = [{ name: "What" }, { name: "Who", wide: true }, { name: "From" },
                   { name: "Until" }, { name: "Money", number: true },
                   { name: "Terms, and people met", wide: true }];
  addTable(body, "Deals and policies", columns, rows, (row) => [
    { text: row.name, note: KINDS[row.kind].name.toLowerCase() }, { text: row.who },
    { text: dateText(row.from) }, { text: untilText(row) },
    { text: row.payment == null ? "–" : moneyText(row.payment) },
    { text: row.terms || "–", note: row.effects },
  ]);
}

function csv(rows) {
  const people = (row, key) => row.met?.[key] ?? "";
  return {
    header: ["kind", "name", "who", "from", "until", "payment [2021 int. $ / year]", "terms",
             "refused [persons]", "admitted [persons]", "moved [persons]"],
    rows: rows.map((row) =>
      [row.kind, row.name, row.who, row.from, row.until, row.payment, row.terms,
       people(row, "refused"), people(row, "admitted"), people(row, "moved")]),
  };
}

const N_STATES = 8;

/** Who pays whom: net transfers of the states where they are largest. */
export function transfers(data, state) {
  const known = data.series?.measures?.transfers;
  const size = (row) => d3.max(row, (value) => Math.abs(value ?? 0)) ?? 0;
  const paid = known ? known.values.some((row) => size(row) > 0) : false;
  return {
    id: "transfers",
    title: "Money between states",
    caption: "Net payments to each state from other states under agreements, a year; below zero it "
      + "pays. The states with the largest.",
    missing: paid ? null : "no state paid another; agreements in the scenario do.",
    csv: () => ({ header: ["period", "country", `transfers [${known.units}]`],
                  rows: data.countries.flatMap(({ id }, c) => data.periods.labels.map((label, i) =>
                    [label, id, known.values[c][i]])) }),
    draw: (body, width) => {
      const order = d3.sort(d3.range(data.countries.length), (i) => -size(known.values[i]))
        .filter((i) => state.shows(i) && size(known.values[i]) > 0).slice(0, N_STATES);
      if (order.length === 0) return addEmpty(body, "None of the countries shown pays or is paid.");
      const colors = tints(order, (i) => rankOfCountry(data)[i]);
      lineChart(body, width, {
        label: "Net transfers by state", unit: known.units, span: data.span,
        dates: data.periods.middle, titles: data.periods.labels.map(dateText),
        series: order.map((i, n) => ({ name: data.countries[i].name, color: colors[n],
          ...banded(data, (series) => series.measures.transfers.values[i]) })),
        tell: (value) => withUnit(value, known.units),
        tellRange: (low, high) => `${short(low)} to ${short(high)}`,
      });
    },
  };
}
