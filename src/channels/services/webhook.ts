import { createHmac, randomBytes } from "node:crypto";
import type { Post } from "../posts/post.ts";
import { judge } from "./read-answer.ts";
import type { Service } from "./service.ts";

/**
 * JSON to any address, signed as Standard Webhooks asks.
 *
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export const webhook: Service = {
  kind: "webhook",
  label: "Webhook",
  isRepeatable: true,
  findProblem: () => undefined,
  request(post, { url = "" }, { id, at, secret }) {
    const body = JSON.stringify(toEvent(post));
    const timestamp = String(Math.floor(at.getTime() / 1_000));
    return {
      method: "POST",
      url,
      headers: {
        "content-type": "application/json",
        "webhook-id": id,
        "webhook-timestamp": timestamp,
        "webhook-signature": sign(`${id}.${timestamp}.${body}`, secret),
      },
      body,
    };
  },
  read: judge,
};

/** 256 bits, as the standard writes a secret. */
export function createWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}

function sign(content: string, secret: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  return `v1,${createHmac("sha256", key).update(content).digest("base64")}`;
}

/** The same on every try: `timestamp` says when the post was made, not when it is sent. */
function toEvent({ greeting, at: timestamp, ...post }: Post) {
  if (greeting !== undefined) return { type: "test", timestamp, data: { message: greeting } };
  return { type: "papers.posted", timestamp, data: post };
}
