import type { SemanticSpace } from "../space.ts";
import { type EncoderSettings, identityOf, paperText } from "./encoder-settings.ts";
import type { VectorStore } from "./vector-store.ts";

/** Whether the vectors of such an identity were made by an encoder. */
export function isEncoderIdentity(identity: string): boolean {
  return /^(?:openai|transformers):/.test(identity);
}

/** Papers in the space of an encoder, as far as they are stored; all zeros for the others. */
export function createStoredSpace(settings: EncoderSettings, store: VectorStore): SemanticSpace {
  const { dimensions } = store;
  const none = new Float32Array(dimensions);
  return {
    identity: identityOf(settings, dimensions),
    dimensions,
    embedQuery: () => none,
    embedPaper: (paper) => store.get(paperText(paper)) ?? none,
  };
}
