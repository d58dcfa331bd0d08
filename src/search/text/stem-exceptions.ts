/** Words whose stem the rules would miss. */
export const irregularForms: ReadonlyMap<string, string> = new Map([
  ["skis", "ski"],
  ["skies", "sky"],
  ["idly", "idl"],
  ["gently", "gentl"],
  ["ugly", "ugli"],
  ["early", "earli"],
  ["only", "onli"],
  ["singly", "singl"],
  ["sky", "sky"],
  ["news", "news"],
  ["howe", "howe"],
  ["atlas", "atlas"],
  ["cosmos", "cosmos"],
  ["bias", "bias"],
  ["andes", "andes"],
  ["analyses", "analysi"],
  ["hypotheses", "hypothesi"],
  ["syntheses", "synthesi"],
  ["theses", "thesi"],
  ["matrices", "matrix"],
  ["vertices", "vertex"],
  ["indices", "index"],
]);

/** Words that are left as they are once a plural ending is gone. */
export const invariantAfterPlural: ReadonlySet<string> = new Set([
  "inning",
  "outing",
  "canning",
  "herring",
  "earring",
  "proceed",
  "exceed",
  "succeed",
]);
