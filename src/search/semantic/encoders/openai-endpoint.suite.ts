import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";
import {
  answerJson,
  type ModelEndpoint,
  startModelEndpoint,
} from "../../../../test/support/model-endpoint.ts";
import type { EncoderSettings } from "./encoder-settings.ts";

/** What is asked for; its vectors are to have `dimensions` values. */
export type Endpoint = ModelEndpoint<{
  readonly model: string;
  readonly input: readonly string[];
  readonly dimensions?: number;
}>;

const DIMENSIONS = 48;

/**
 * An embeddings endpoint on this machine. A text's vector is the sum of its words', which
 * follow from their hashes.
 */
export function startEndpoint(
  vectorOf: (text: string, dimensions: number) => number[] = hashVector,
): Promise<Endpoint> {
  return startModelEndpoint(({ body }, response) => {
    const { input, dimensions = DIMENSIONS } = body;
    answerVectors(
      response,
      input.map((text) => vectorOf(text, dimensions)),
    );
  });
}

/** Vectors last first: only `index` says whose each is. */
export function answerVectors(response: ServerResponse, vectors: readonly number[][]): void {
  const data = vectors.map((embedding, index) => ({ object: "embedding", index, embedding }));
  answerJson(response, 200, { object: "list", data: data.reverse() });
}

/** Not of length 1: whoever asks must see to that. */
export function hashVector(text: string, dimensions = DIMENSIONS): number[] {
  const sum = new Array<number>(dimensions).fill(0.001);
  for (const word of text.toLowerCase().split(/\W+/)) {
    const digest = createHash("sha512").update(word).digest();
    for (let at = 0; at < dimensions; at++) sum[at]! += digest[at % digest.length]! - 127.5;
  }
  return sum;
}

export function endpointSettings(
  url: string,
  changes: Partial<EncoderSettings> = {},
): EncoderSettings {
  return {
    kind: "openai",
    model: "hash-48",
    url,
    key: "",
    queryPrefix: "",
    paperPrefix: "",
    dimensions: 0,
    weight: 0.5,
    pooling: "mean",
    precision: "",
    ...changes,
  };
}
