/** Usual number of authors where no field is known. */
const USUAL_AUTHORS = 4;

/** Usual number of authors by arXiv archive: medians, rounded; see docs/ranking.md. */
const usualAuthorsByArchive: Readonly<Record<string, number>> = {
  "astro-ph": 5,
  "cond-mat": 5,
  cs: 5,
  econ: 2,
  eess: 5,
  "gr-qc": 3,
  "hep-ex": 8,
  "hep-lat": 4,
  "hep-ph": 3,
  "hep-th": 3,
  math: 2,
  "math-ph": 2,
  nlin: 3,
  "nucl-ex": 8,
  "nucl-th": 3,
  physics: 5,
  "q-bio": 5,
  "q-fin": 2,
  "quant-ph": 4,
  stat: 3,
};

/** How many authors a paper of this category (`math.AG`, `hep-th`, …) usually has. */
export function usualAuthors(category: string | undefined): number {
  const archive = category?.split(".")[0] ?? "";
  return usualAuthorsByArchive[archive] ?? USUAL_AUTHORS;
}
