import { createHash } from "node:crypto";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { EncoderSettings } from "./encoder-settings.ts";

/** What a request to the endpoint was. */
interface SeenRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly model: string;
  readonly input: readonly string[];
  readonly dimensions?: number;
}

export interface Endpoint extends AsyncDisposable {
  readonly url: string;
  readonly seen: SeenRequest[];
  /** Takes over the answer to the next request. */
  readonly planned: ((request: SeenRequest, response: ServerResponse) => void)[];
}

const DIMENSIONS = 48;

/**
 * An embeddings endpoint on this machine. A text's vector is the sum of its words', which
 * follow from their hashes.
 */
export async function startEndpoint(
  vectorOf: (text: string, dimensions: number) => number[] = hashVector,
): Promise<Endpoint> {
  const seen: SeenRequest[] = [];
  const planned: Endpoint["planned"] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { headers, url = "" } = request;
    const one = { path: url, headers, ...JSON.parse(Buffer.concat(chunks).toString()) };
    seen.push(one);
    const plan = planned.shift();
    if (plan) return plan(one, response);
    answerVectors(
      response,
      one.input.map((text: string) => vectorOf(text, one.dimensions ?? DIMENSIONS)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/v1`,
    seen,
    planned,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Vectors last first: only `index` says whose each is. */
export function answerVectors(response: ServerResponse, vectors: readonly number[][]): void {
  const data = vectors.map((embedding, index) => ({ object: "embedding", index, embedding }));
  answerJson(response, 200, { object: "list", data: data.reverse() });
}

export function answerJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
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
