// Colours of countries and routes in the legends of a page.

import assert from "node:assert/strict";
import test from "node:test";

import { COLORS, GREY, tints } from "../../tools/report/src/palette.js";

const itself = (rank) => rank;

/** By key. */
const tinted = (keys) => new Map(tints(keys, itself).map((tint, i) => [keys[i], tint]));

test("the eight foremost keep their colour in every figure, whoever comes first there", () => {
  const figures = [[0, 1, 2, 3, 4, 5, 6, 7], [15, 8, 9, 7, 0, 1], [10, 2, 11, 3, 19, 12]];
  for (const keys of figures) {
    const found = tinted(keys);
    for (const rank of keys.filter((one) => one < 8)) assert.equal(found.get(rank), COLORS[rank]);
  }
});

test("no colour stands twice in a figure of eight", () => {
  for (const keys of [[8, 0, 16, 24, 1, 2, 3, 4], [31, 23, 15, 7, 6, 14, 22, 30]]) {
    assert.equal(new Set(tints(keys, itself)).size, 8);
  }
});

test("those after them have their own where nobody of a lower rank has it", () => {
  assert.deepEqual(tints([9, 8], itself), [COLORS[1], COLORS[0]]);
  assert.deepEqual(tints([16, 8], itself), [COLORS[1], COLORS[0]]);
  assert.equal(tinted([17, 9, 2]).get(9), COLORS[1]);
});

test("of more than eight the last by rank are grey", () => {
  const found = tinted([9, 0, 8, 1, 2, 3, 4, 5, 6, 7]);
  assert.equal(found.get(8), GREY);
  assert.equal(found.get(9), GREY);
  assert.equal(new Set(found.values()).size, 9);
});

test("who has no rank takes what is left", () => {
  assert.deepEqual(tints(["unknown", "first"], (key) => (key === "first" ? 0 : Infinity)),
                   [COLORS[1], COLORS[0]]);
});
