// Okabe & Ito (2008), which people with any colour vision can tell apart. The colours are custom
// properties of the style sheet, so that each theme has shades that its ground carries.

export const COLORS = Array.from({ length: 8 }, (_, i) => `var(--c${i})`);
export const GREY = "var(--rest)";
export const color = (i) => (i < COLORS.length ? COLORS[i] : GREY);

/**
 * A colour for each key, served by `rank`: the one that is its own where nobody of a lower rank has it, else the
 * first that is left, grey where none is. So the eight foremost countries or routes of a page look the same in
 * all of its figures, those after them where nobody before them is in the figure too.
 */
export function tints(keys, rank) {
  const free = new Set(COLORS.map((_, i) => i));
  const found = new Map();
  const take = (key, i) => {
    found.set(key, color(i));
    free.delete(i);
  };
  const served = [...keys].sort((a, b) => rank(a) - rank(b));
  for (const key of served) {
    const own = rank(key) % COLORS.length;
    if (free.has(own)) take(key, own);
  }
  for (const key of served) if (!found.has(key)) take(key, free.values().next().value ?? COLORS.length);
  return keys.map((key) => found.get(key));
}

const STATUSES = {
  regular: ["Regular", 0],
  free_mover: ["Free movers", 5],
  sponsored: ["Resettled or sponsored", 7],
  refugee: ["Refugees", 2],
  asylum_applicant: ["Asylum applicants", 3],
  irregular: ["Without papers", 1],
  temporary: ["For a term", 8],
  protected: ["Under temporary protection", 8],
  in_transit: ["On the way", 4],
  stranded: ["Stranded", 6],
  detained: ["Detained", 8],
};

/** Statuses of people abroad in the order in which they are stacked: {key, name, color}. */
export const statuses = Object.entries(STATUSES).map(([key, [name, i]]) => ({
  key,
  name,
  color: color(i),
}));
