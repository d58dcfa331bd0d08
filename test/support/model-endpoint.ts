/** A model's HTTP endpoint on this machine, for tests of what asks one. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a request to the endpoint was; `body` is its JSON. */
export interface SeenRequest<Body> {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Body;
}

export interface ModelEndpoint<Body> extends AsyncDisposable {
  readonly url: string;
  readonly seen: SeenRequest<Body>[];
  /** Takes over the answer to the next request. */
  readonly planned: ((request: SeenRequest<Body>, response: ServerResponse) => void)[];
}

export async function startModelEndpoint<Body>(
  answer: (request: SeenRequest<Body>, response: ServerResponse) => void,
): Promise<ModelEndpoint<Body>> {
  const seen: SeenRequest<Body>[] = [];
  const planned: ModelEndpoint<Body>["planned"] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { headers, url: path = "" } = request;
    const one = { path, headers, body: JSON.parse(Buffer.concat(chunks).toString()) };
    seen.push(one);
    (planned.shift() ?? answer)(one, response);
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

export function answerJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { "content-type": "application/json", ...headers });
  response.end(typeof body === "string" ? body : JSON.stringify(body));
}
