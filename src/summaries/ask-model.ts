import {
  AppError,
  endpointName,
  type ModelEndpoint,
  postToEndpoint,
  type RefusedInput,
} from "#platform";
import type { ChatMessage } from "./prompt.ts";

/** A summary is a hundredth of it. */
const MAX_ANSWER_BYTES = 256 << 10;
/** Enough for two sentences, and for a model that thinks first. */
const MAX_TOKENS = 2_000;

/** Wishes that some endpoints refuse; each is left out, or named otherwise, once one did. */
export type Wishes = Record<string, number>;

export const firstWishes: Wishes = { temperature: 0, max_tokens: MAX_TOKENS };

export interface ModelQuestion {
  readonly messages: readonly ChatMessage[];
  readonly wishes: Wishes;
}

/**
 * One `POST {url}/chat/completions`.
 *
 * @returns the words of the answer; `undefined` where there are none, or it was cut off.
 * @throws TransientFailure, RefusedInput or AppError `unavailable`.
 */
export async function askModel(
  endpoint: ModelEndpoint,
  { messages, wishes }: ModelQuestion,
  signal: AbortSignal,
): Promise<string | undefined> {
  const call = {
    path: "/chat/completions",
    body: { model: endpoint.model, messages, stream: false, ...wishes },
    maxAnswerBytes: MAX_ANSWER_BYTES,
    settings: "SUMMARIES",
  };
  return readAnswer(endpoint, await postToEndpoint(endpoint, call, signal));
}

/** The wishes without the one that was refused; `undefined` when it was something else. */
export function fewerWishes(wishes: Wishes, { message }: RefusedInput): Wishes | undefined {
  const { max_tokens: most, ...others } = wishes;
  if (most !== undefined && message.includes("max_completion_tokens")) {
    return { ...others, max_completion_tokens: most };
  }
  const refused = Object.keys(wishes).find((name) => message.includes(name));
  if (refused === undefined) return undefined;
  return Object.fromEntries(Object.entries(wishes).filter(([name]) => name !== refused));
}

function readAnswer(endpoint: ModelEndpoint, body: string): string | undefined {
  const choice = firstChoice(body);
  if (!choice) {
    throw new AppError("unavailable", `${endpointName(endpoint)} answered no completion`);
  }
  const { message, finish_reason: end } = choice;
  const content = message?.content;
  if (typeof content !== "string" || (typeof end === "string" && end !== "stop")) return undefined;
  return content;
}

interface Choice {
  readonly message?: { readonly content?: unknown };
  readonly finish_reason?: unknown;
}

function firstChoice(body: string): Choice | undefined {
  try {
    const choice = JSON.parse(body)?.choices?.[0];
    return typeof choice === "object" && choice !== null ? choice : undefined;
  } catch {
    return undefined;
  }
}
