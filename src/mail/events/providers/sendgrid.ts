import { createPublicKey, type KeyObject, verify } from "node:crypto";
import { z } from "zod";
import { AppError } from "#platform";
import type { MailEvent } from "../../addresses.ts";
import { NAME_FIELD } from "../../message/name-headers.ts";
import type { ReturnPaths } from "../../return-path.ts";
import { classify, findStatus, toDetail } from "../classify.ts";
import { deliveryIn, notTheProvider, type Provider, parseJson } from "./provider.ts";

const MAX_EVENTS = 5_000;

const events = z
  .array(
    z.object({
      event: z.string(),
      email: z.string(),
      sg_event_id: z.string(),
      type: z.string().optional(),
      status: z.string().optional(),
      reason: z.string().optional(),
      [NAME_FIELD]: z.string().optional().catch(undefined),
    }),
  )
  .max(MAX_EVENTS);

type Told = z.infer<typeof events>[number];

/**
 * https://www.twilio.com/docs/sendgrid/for-developers/tracking-events/getting-started-event-webhook-security-features
 *
 * @param key the verification key: SPKI in base64, of the curve P-256.
 */
export function createSendgrid(key: string, paths: ReturnPaths): Provider {
  const publicKey = readKey(key);
  return async ({ headers, body }, at) => {
    const signature = headers.get("x-twilio-email-event-webhook-signature") ?? "";
    const timestamp = headers.get("x-twilio-email-event-webhook-timestamp") ?? "";
    const bytes = Buffer.from(timestamp + body);
    if (!verify("sha256", bytes, publicKey, Buffer.from(signature, "base64")))
      throw notTheProvider();
    const parsed = events.safeParse(parseJson(body));
    if (!parsed.success) throw new AppError("invalid", "This is no list of events of SendGrid.");
    return parsed.data.flatMap((told) => {
      const said = kindOf(told);
      if (!said) return [];
      const { email: address, sg_event_id } = told;
      const named = deliveryIn(paths, told[NAME_FIELD], address);
      return [{ key: `sendgrid ${sg_event_id}`, ...said, address, at, ...named }];
    });
  };
}

function readKey(key: string): KeyObject {
  try {
    return createPublicKey({ key: Buffer.from(key, "base64"), format: "der", type: "spki" });
  } catch (cause) {
    throw new AppError("invalid", "MAIL_SENDGRID is not the verification key", { cause });
  }
}

function kindOf(told: Told): Pick<MailEvent, "kind" | "status" | "detail"> | undefined {
  if (told.event === "spamreport") return { kind: "complaint", detail: "A reader reported spam" };
  if (told.event === "delivered") return { kind: "delivered", detail: "Delivered" };
  if (told.event !== "bounce") return undefined;
  const reason = told.reason ?? "Refused";
  const status = findStatus(told.status ?? "") ?? findStatus(reason);
  // `blocked` is about us, whatever code the server chose.
  const kind = told.type === "blocked" || status === undefined ? "blocked" : classify(status);
  return { kind, detail: toDetail(reason), ...(status && { status }) };
}
