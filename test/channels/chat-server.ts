/** A machine that takes posts as one of the services does, and holds them to its written rules. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { ChatAnswer, ChatRequest, ServiceRules, Shown } from "./service-rules.ts";

/** What a machine does with the next request instead of taking it. */
export type Mishap =
  | { readonly kind: "busy"; readonly seconds: number }
  | { readonly kind: "broken" }
  | { readonly kind: "closed" }
  /** Takes it, and says nothing. */
  | { readonly kind: "silent" }
  | { readonly kind: "answer"; readonly answer: ChatAnswer };

export interface ChatServer {
  /** `127.0.0.1:4321` */
  readonly host: string;
  readonly origin: string;
  /** Everything that came in, whatever became of it. */
  readonly requests: readonly ChatRequest[];
  /** What stands in the room. */
  readonly shown: readonly Shown[];
  /** Rules that requests broke; none, if all is well. */
  readonly broken: readonly string[];
  next(...mishaps: Mishap[]): void;
  /** Done when a post is shown, before it is answered. */
  onTaken(work: () => Promise<unknown>): void;
  close(): Promise<void>;
}

export async function openChatServer(rules: ServiceRules, now: () => Date): Promise<ChatServer> {
  const requests: ChatRequest[] = [];
  const shown: Shown[] = [];
  const broken: string[] = [];
  const known = new Set<string>();
  let taken: () => Promise<unknown> = async () => {};
  const mishaps: Mishap[] = [];
  const handle = async (request: ChatRequest, response: ServerResponse): Promise<void> => {
    requests.push(request);
    const mishap = mishaps.shift();
    if (mishap && mishap.kind !== "silent") {
      say(response, answerTo(rules, mishap));
      return;
    }
    try {
      const { id, ...post } = rules.take(request, now());
      // Services that know the id of a post show it once.
      if (id === undefined || !known.has(id)) shown.push(post);
      if (id !== undefined) known.add(id);
    } catch (error) {
      broken.push(String(error));
      say(response, rules.answers.refused(String(error)));
      return;
    }
    await taken();
    if (mishap) response.destroy();
    else say(response, rules.answers.taken());
  };
  const server = createServer(async (message, response) => {
    // Whoever is killed in the middle of a request has asked for nothing.
    const request = await readRequest(message).catch(() => undefined);
    if (request) await handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    host,
    origin: `http://${host}`,
    requests,
    shown,
    broken,
    next: (...more) => void mishaps.push(...more),
    onTaken(work) {
      taken = work;
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function answerTo({ answers }: ServiceRules, mishap: Exclude<Mishap, { kind: "silent" }>) {
  if (mishap.kind === "busy") return answers.busy(mishap.seconds);
  if (mishap.kind === "closed") return answers.closed();
  if (mishap.kind === "answer") return mishap.answer;
  return { status: 500, body: "something went wrong" };
}

async function readRequest(message: IncomingMessage): Promise<ChatRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const { method = "", url = "", headers } = message;
  return { method, url, headers, body: Buffer.concat(chunks).toString("utf8") };
}

function say(response: ServerResponse, { status, headers, body }: ChatAnswer): void {
  response.writeHead(status, headers).end(body);
}
