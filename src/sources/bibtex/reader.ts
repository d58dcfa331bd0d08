import { type CreateReader, toReading } from "../format.ts";
import { mapBibtexEntry } from "./map-entry.ts";
import { createMacros, defineMacros, parseEntry } from "./parse-entry.ts";
import { createEntrySplitter } from "./split-entries.ts";

/** BibTeX and biblatex files. */
export const createBibtexReader: CreateReader = (emit) => {
  const macros = createMacros();
  return createEntrySplitter({
    onEntry({ type, body, line }) {
      if (type === "comment" || type === "preamble") return;
      if (type === "string") return defineMacros(body, macros);
      const entry = parseEntry(body, macros);
      emit(toReading(line, typeof entry === "string" ? entry : mapBibtexEntry(entry)));
    },
    onRefused: (line, reason) => emit({ kind: "refused", line, reason }),
  });
};
