import type { IndexView } from "./index-view.ts";
import type { LengthNorms } from "./lexical-scores.ts";
import type { SpaceView } from "./meaning-leg.ts";
import type { TieBreak } from "./top-documents.ts";

/** What a search works with; what it works in is the scratch of its thread. */
export interface SearchParts {
  readonly view: IndexView;
  readonly spaces: readonly SpaceView[];
  readonly norms: LengthNorms;
  readonly goesFirst: TieBreak;
}
