import type { ServerResponse } from "node:http";
import {
  answerJson,
  type ModelEndpoint,
  type SeenRequest as Seen,
  startModelEndpoint,
} from "../../test/support/model-endpoint.ts";
import type { ChatMessage } from "./prompt.ts";

/** What a request to the endpoint was. */
export type SeenRequest = Seen<{
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  readonly stream: boolean;
  readonly [wish: string]: unknown;
}>;

export type ChatEndpoint = ModelEndpoint<SeenRequest["body"]>;

/**
 * A chat endpoint on this machine; it answers with the first sentence of the abstract, unless
 * `answer` says something else.
 */
export function startChatEndpoint(
  answer: (request: SeenRequest) => string = firstSentence,
): Promise<ChatEndpoint> {
  return startModelEndpoint((request, response) => answerChat(response, answer(request)));
}

export function answerChat(response: ServerResponse, content: unknown, end = "stop"): void {
  const choice = { index: 0, message: { role: "assistant", content }, finish_reason: end };
  answerJson(response, 200, { object: "chat.completion", choices: [choice] });
}

function firstSentence({ body }: SeenRequest): string {
  const paper = body.messages.find(({ role }) => role === "user")?.content ?? "";
  return /^Abstract: (.*?[.])(?: |$)/m.exec(paper)?.[1] ?? "";
}
