import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ChatMessage } from "./prompt.ts";

/** What a request to the endpoint was. */
export interface SeenRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: {
    readonly model: string;
    readonly messages: readonly ChatMessage[];
    readonly stream: boolean;
    readonly [wish: string]: unknown;
  };
}

export interface ChatEndpoint extends AsyncDisposable {
  readonly url: string;
  readonly seen: SeenRequest[];
  /** Takes over the answer to the next request. */
  readonly planned: ((request: SeenRequest, response: ServerResponse) => void)[];
}

/**
 * A chat endpoint on this machine; it answers with the first sentence of the abstract, unless
 * `answer` says something else.
 */
export async function startChatEndpoint(
  answer: (request: SeenRequest) => string = firstSentence,
): Promise<ChatEndpoint> {
  const seen: SeenRequest[] = [];
  const planned: ChatEndpoint["planned"] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { headers, url: path = "" } = request;
    const one = { path, headers, body: JSON.parse(Buffer.concat(chunks).toString()) };
    seen.push(one);
    const plan = planned.shift();
    if (plan) return plan(one, response);
    answerChat(response, answer(one));
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

export function answerChat(response: ServerResponse, content: unknown, end = "stop"): void {
  const choice = { index: 0, message: { role: "assistant", content }, finish_reason: end };
  answerJson(response, 200, { object: "chat.completion", choices: [choice] });
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

function firstSentence({ body }: SeenRequest): string {
  const paper = body.messages.find(({ role }) => role === "user")?.content ?? "";
  return /^Abstract: (.*?[.])(?: |$)/m.exec(paper)?.[1] ?? "";
}
