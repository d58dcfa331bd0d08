import { createHmac } from "node:crypto";
import { z } from "zod";
import { AppError, isSameSecret } from "#platform";
import type { MailEvent } from "../../addresses.ts";
import type { ReturnPaths } from "../../return-path.ts";
import { classify, findStatus, toDetail } from "../classify.ts";
import { deliveryIn, notTheProvider, type Provider, parseJson } from "./provider.ts";

const signed = z.object({
  signature: z.object({ timestamp: z.string(), token: z.string(), signature: z.string() }),
  "event-data": z.object({
    event: z.string(),
    id: z.string(),
    recipient: z.string().optional(),
    severity: z.string().optional(),
    reason: z.string().optional(),
    "delivery-status": z
      .object({
        "enhanced-code": z.string().optional(),
        code: z.number().optional(),
        message: z.string().nullish(),
        description: z.string().nullish(),
      })
      .optional(),
    envelope: z.object({ sender: z.string().optional() }).optional(),
  }),
});

type Data = z.infer<typeof signed>["event-data"];

/** Signatures older than this are somebody's copy. */
const MAX_AGE_S = 24 * 3_600;
/** Tokens remembered, so that none proves a second event: the signature does not cover the event. */
const MAX_TOKENS = 10_000;

/**
 * https://documentation.mailgun.com/docs/mailgun/user-manual/webhooks/securing-webhooks
 *
 * @param key the HTTP webhook signing key.
 */
export function createMailgun(key: string, paths: ReturnPaths): Provider {
  const isFirstUse = rememberTokens();
  return async ({ body }, at) => {
    const parsed = signed.safeParse(parseJson(body));
    if (!parsed.success) throw new AppError("invalid", "This is no event of Mailgun.");
    const { signature, "event-data": data } = parsed.data;
    const { timestamp, token } = signature;
    const expected = createHmac("sha256", key)
      .update(timestamp + token)
      .digest("hex");
    const ageS = Math.abs(Date.parse(at) / 1_000 - Number(timestamp));
    if (!isSameSecret(signature.signature, expected) || !(ageS <= MAX_AGE_S))
      throw notTheProvider();
    if (!isFirstUse(token, data.id)) throw notTheProvider();
    const { recipient: address, id } = data;
    const told = kindOf(data);
    if (!told || !address) return [];
    const named = deliveryIn(paths, data.envelope?.sender, address);
    return [{ key: `mailgun ${id}`, ...told, address, at, ...named }];
  };
}

/** Whether a token has proved no other event; what Mailgun tells again is the same event. */
function rememberTokens() {
  const eventOf = new Map<string, string>();
  return (token: string, event: string): boolean => {
    if (eventOf.has(token)) return eventOf.get(token) === event;
    for (const oldest of eventOf.keys()) {
      if (eventOf.size < MAX_TOKENS) break;
      eventOf.delete(oldest);
    }
    eventOf.set(token, event);
    return true;
  };
}

function kindOf(data: Data): Pick<MailEvent, "kind" | "status" | "detail"> | undefined {
  if (data.event === "complained") return { kind: "complaint", detail: "A reader reported spam" };
  if (data.event === "delivered") return { kind: "delivered", detail: "Delivered" };
  // A temporary failure is a delay: Mailgun goes on trying.
  if (data.event !== "failed" || data.severity !== "permanent") return undefined;
  const { "enhanced-code": enhanced, code, message, description } = data["delivery-status"] ?? {};
  const text = message || description || data.reason || "Refused";
  const status = findStatus(enhanced ?? "") ?? findStatus(`${code ?? ""} ${text}`);
  const kind = status === undefined ? "blocked" : classify(status);
  return { kind, detail: toDetail(text), ...(status && { status }) };
}
