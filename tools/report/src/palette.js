// Okabe & Ito (2008), which people with any colour vision can tell apart. The colours are custom
// properties of the style sheet, so that each theme has shades that its ground carries.

export const COLORS = Array.from({ length: 8 }, (_, i) => `var(--c${i})`);
export const GREY = "var(--rest)";
export const color = (i) => (i < COLORS.length ? COLORS[i] : GREY);

/**
 * A colour for each key: the one that `preferred` has for it where nothing before it has taken that, else
 * the first that is left. So a country or a route looks the same in all figures of a page.
 */
export function tints(keys, preferred) {
  const found = new Map();
  const take = (key, i) => {
    found.set(key, color(i));
    free.delete(i);
  };
  const free = new Set(COLORS.map((_, i) => i));
  for (const key of keys) if (free.has(preferred(key))) take(key, preferred(key));
  for (const key of keys) if (!found.has(key)) take(key, free.values().next().value ?? COLORS.length);
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
