/** Names whose letters are not simply upper case. */
const SPELLINGS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    nips: "NeurIPS",
    neurips: "NeurIPS",
    siggraphasia: "SIGGRAPH Asia",
    corl: "CoRL",
    automl: "AutoML",
    colm: "COLM",
    interspeech: "Interspeech",
  }),
);

const COMPACT = /^([a-z0-9]*?[a-z][a-z0-9]*?)[\s_-]?((?:19|20)\d{2})(?:[\s_-]?([a-z]+))?$/i;

/** A venue as people write it: `cvpr2019` is "CVPR 2019"; what is no such code stays as it is. */
export function venueLabel(venue: string): string {
  const trimmed = venue.trim();
  const match = COMPACT.exec(trimmed);
  if (!match) return trimmed;
  const [, name = "", year = "", track] = match;
  const isCode = name === name.toLowerCase() || name === name.toUpperCase();
  const known = SPELLINGS.get(name.toLowerCase());
  const label = known ?? (isCode && name.length <= 9 ? name.toUpperCase() : name);
  return [label, year, track].filter(Boolean).join(" ");
}
