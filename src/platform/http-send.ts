import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import type { Socket } from "node:net";
import { AppError } from "./errors.ts";
import { type HttpAnswer, type HttpLimits, readBody } from "./http-get.ts";
import { explain } from "./network-errors.ts";

/** Something to hand to another machine. */
export interface HttpSendRequest {
  readonly method: "POST" | "PUT";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /**
   * Done once the machine listens, right before the first byte leaves. Where it fails nothing
   * leaves: an AppError is thrown on, anything else makes the request `unsent`.
   */
  readonly beforeLeaving?: () => Promise<void>;
}

/**
 * What became of it. `unsent`: nothing of it has left, so that sending it again shows it once;
 * `unanswered`: it may have been taken.
 */
export type HttpOutcome =
  | ({ readonly kind: "answered" } & HttpAnswer)
  | { readonly kind: "unsent" | "unanswered"; readonly reason: string };

/**
 * One POST or PUT on a connection of its own; redirects are answers like any other. An answer
 * whose body is late, too large or cut short comes with an empty one: its status says enough.
 *
 * @throws AppError what `limits.lookup` and `beforeLeaving` throw.
 */
export async function httpSend(
  url: URL,
  { method, headers, body, beforeLeaving }: Omit<HttpSendRequest, "url">,
  limits: HttpLimits,
): Promise<HttpOutcome> {
  const signal = AbortSignal.timeout(limits.deadlineMs);
  const bytes = Buffer.from(body);
  const isSecure = url.protocol === "https:";
  const request = (isSecure ? requestHttps : requestHttp)(url, {
    method,
    headers: { ...headers, "content-length": bytes.length },
    signal,
    agent: false,
    lookup: limits.lookup,
  });
  let hasLeft = false;
  const leave = async () => {
    await beforeLeaving?.();
    if (request.destroyed) return;
    hasLeft = true;
    request.end(bytes);
  };
  request.once("socket", (socket: Socket) => {
    socket.once(isSecure ? "secureConnect" : "connect", () => {
      leave().catch((error: Error) => request.destroy(error));
    });
  });
  return new Promise((resolve, reject) => {
    request.once("error", (error) => {
      if (error instanceof AppError) return reject(error);
      const reason = signal.aborted ? `no answer in ${limits.deadlineMs} ms` : explain(error);
      resolve({ kind: hasLeft ? "unanswered" : "unsent", reason: `${url.host}: ${reason}` });
    });
    request.once("response", async (message) => {
      const headers = message.headers as HttpAnswer["headers"];
      const read = readBody(message, limits.maxBytes, signal).catch(() => Buffer.alloc(0));
      resolve({ kind: "answered", status: message.statusCode ?? 0, headers, body: await read });
    });
  });
}
