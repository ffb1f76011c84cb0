// Okabe & Ito (2008), which people with any colour vision can tell apart. The colours are custom
// properties of the style sheet, so that each theme has shades that its ground carries.

export const COLORS = Array.from({ length: 8 }, (_, i) => `var(--c${i})`);
export const GREY = "var(--rest)";
export const color = (i) => (i < COLORS.length ? COLORS[i] : GREY);

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
