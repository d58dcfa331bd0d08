import type { GivenSpace } from "../engine/given-space.ts";
import { createEncoder } from "../semantic/encoders/create-encoder.ts";
import { encodeTexts } from "../semantic/encoders/encode-texts.ts";
import type { EncoderPlace } from "../semantic/encoders/encoder-desk.ts";
import { paperText } from "../semantic/encoders/encoder-settings.ts";
import { openVectors } from "../semantic/encoders/open-vectors.ts";
import { createStoredSpace } from "../semantic/encoders/stored-space.ts";
import type { SemanticSpace } from "../semantic/space.ts";
import type { Collection } from "./collection.ts";
import { plainQuery } from "./plain-query.ts";

/** Queries sent at once. */
const BATCH = 32;

/** A collection seen by an encoder. */
export interface EncodedCollection {
  /** Gives segments the vectors of documents. */
  readonly space: SemanticSpace;
  /** What comes with a query, by its text as in the collection. */
  given(text: string): GivenSpace;
  /** Ends the use of `space`. */
  close(): Promise<void>;
}

/**
 * Encodes documents and queries of a collection; documents only once, as the vectors are
 * kept in the data folder.
 *
 * @throws AppError as `Encoder.encode` does.
 */
export async function encodeCollection(
  { settings, dataDir }: EncoderPlace,
  { documents, queries }: Pick<Collection, "documents" | "queries">,
  onProgress: (done: number, of: number) => void = () => {},
): Promise<EncodedCollection> {
  const encoder = createEncoder(settings, { dataDir });
  try {
    const store = await openVectors(encoder, dataDir);
    const texts = documents.map(({ title, text }) => paperText({ title, abstract: text }));
    const missing = texts.filter((text) => !store.has(text)).length;
    await encodeTexts({ encoder, store, onProgress: (done) => onProgress(done, missing) }, texts);
    const vectors = new Map<string, Float32Array>();
    const plain = queries.map(({ text }) => plainQuery(text));
    for (let at = 0; at < plain.length; at += BATCH) {
      const batch = plain.slice(at, at + BATCH);
      const encoded = await encoder.encode(batch, { kind: "query", isPatient: true });
      for (const [index, text] of batch.entries()) vectors.set(text, encoded[index]!);
    }
    const space = createStoredSpace(settings, store);
    const { identity, dimensions } = space;
    return {
      space,
      given: (text) => {
        const vector = vectors.get(plainQuery(text));
        return { identity, dimensions, weight: settings.weight, ...(vector && { vector }) };
      },
      close: () => store.close(),
    };
  } finally {
    await encoder.close();
  }
}
