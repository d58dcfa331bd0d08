import { AppError } from "../errors.ts";
import { retryAfterMs } from "../retry-after.ts";
import { TransientFailure } from "./back-off.ts";

/** A model behind HTTP, in the manner of OpenAI, which Ollama, vLLM and TEI share. */
export interface ModelEndpoint {
  /** As the endpoint calls it. */
  readonly model: string;
  /** Address before the path, without a slash at its end. */
  readonly url: string;
  /** Bearer token; empty: none. Never logged. */
  readonly key: string;
}

export interface EndpointCall {
  /** Such as `/embeddings`. */
  readonly path: string;
  readonly body: unknown;
  readonly maxAnswerBytes: number;
  /** What the settings are called, such as `ENCODER`: named where one of them is wrong. */
  readonly settings: string;
}

/** The endpoint refuses what it was sent, and says why: something else may do. */
export class RefusedInput extends AppError {}

const TRANSIENT = new Set([408, 425, 429, 500, 502, 503, 504, 529]);

/**
 * One `POST`; redirects are not followed, so that the key goes nowhere else.
 *
 * @returns the body of an answer 200.
 * @throws TransientFailure when it may work later, RefusedInput for 400, 413 and 422,
 *   AppError `unavailable` for all else.
 */
export async function postToEndpoint(
  endpoint: ModelEndpoint,
  call: EndpointCall,
  signal: AbortSignal,
): Promise<string> {
  let response: Response;
  let body: string;
  try {
    response = await fetch(`${endpoint.url}${call.path}`, {
      method: "POST",
      redirect: "manual",
      headers: {
        "content-type": "application/json",
        accept: "application/json",
        ...(endpoint.key !== "" && { authorization: `Bearer ${endpoint.key}` }),
      },
      body: JSON.stringify(call.body),
      signal,
    });
    body = await readText(response, call.maxAnswerBytes);
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new TransientFailure(`${endpointName(endpoint)}: ${reasonOf(error)}`, undefined, {
      cause: error,
    });
  }
  if (response.status !== 200) throw refusal(endpoint, call, response, body);
  return body;
}

/** The model and its place, for people; without anything secret. */
export function endpointName({ model, url }: ModelEndpoint): string {
  return `${model} at ${new URL(url).host}`;
}

async function readText(response: Response, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new AppError("unavailable", "The answer has no end");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function refusal(
  endpoint: ModelEndpoint,
  call: EndpointCall,
  { status, headers }: Response,
  body: string,
): Error {
  const message = `${endpointName(endpoint)} answered ${status}${quote(endpoint, body)}`;
  if (TRANSIENT.has(status)) {
    return new TransientFailure(message, retryAfterMs(headers.get("retry-after"), Date.now()));
  }
  if (status === 400 || status === 413 || status === 422) {
    return new RefusedInput("invalid", message);
  }
  return new AppError("unavailable", `${message}${adviceOn(status, call)}`);
}

function adviceOn(status: number, { settings, path }: EndpointCall): string {
  if (status === 401 || status === 403) return `: check ${settings}_KEY`;
  if (status === 404) {
    return `: check ${settings}_URL, which ends before ${path}, and ${settings}_MODEL`;
  }
  const isElsewhere = status >= 300 && status < 400;
  return isElsewhere ? `: it stands elsewhere; set ${settings}_URL to that address` : "";
}

/** What an endpoint says of an error, in brief; the key is struck out should it be in there. */
function quote({ key }: ModelEndpoint, body: string): string {
  const said = messageIn(body).replaceAll(/\s+/g, " ").trim().slice(0, 300);
  const safe = key === "" ? said : said.replaceAll(key, "[masked]");
  return safe === "" ? "" : ` (${safe.replaceAll(/\bsk-[\w*-]+/g, "[masked]")})`;
}

function messageIn(body: string): string {
  try {
    const { error, message } = JSON.parse(body);
    const said = error?.message ?? error ?? message;
    return typeof said === "string" ? said : "";
  } catch {
    return "";
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.name === "TimeoutError") return "no answer in time";
  const { cause } = error as { cause?: { code?: string; message?: string } };
  return cause?.code ?? cause?.message ?? error.message;
}
