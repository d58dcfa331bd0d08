import { z } from "zod";
import { AppError, isSameSecret } from "#platform";
import type { MailEvent } from "../../addresses.ts";
import { NAME_FIELD } from "../../message/name-headers.ts";
import type { ReturnPaths } from "../../return-path.ts";
import { findStatus, toDetail } from "../classify.ts";
import { deliveryIn, notTheProvider, type Provider, parseJson } from "./provider.ts";

const record = z.object({
  RecordType: z.string(),
  ID: z.union([z.number(), z.string()]).optional(),
  MessageID: z.string().optional(),
  Type: z.string().optional(),
  Email: z.string().optional(),
  Recipient: z.string().optional(),
  Details: z.string().nullish(),
  Description: z.string().nullish(),
  Metadata: z.record(z.string(), z.unknown()).nullish().catch(undefined),
});

/** https://postmarkapp.com/developer/api/bounce-api#bounce-types; the others say nothing. */
const kinds: Readonly<Record<string, MailEvent["kind"]>> = {
  HardBounce: "hard",
  BadEmailAddress: "hard",
  Transient: "soft",
  SoftBounce: "soft",
  DnsError: "soft",
  SpamNotification: "blocked",
  VirusNotification: "blocked",
  Blocked: "blocked",
  DMARCPolicy: "blocked",
  SMTPApiError: "blocked",
  SpamComplaint: "complaint",
};

/**
 * Postmark signs nothing: its address here carries a name and a password.
 *
 * @param credentials `name:password`
 */
export function createPostmark(credentials: string, paths: ReturnPaths): Provider {
  const expected = `Basic ${Buffer.from(credentials).toString("base64")}`;
  return async ({ headers, body }, at) => {
    if (!isSameSecret(headers.get("authorization") ?? "", expected)) throw notTheProvider();
    const parsed = record.safeParse(parseJson(body));
    if (!parsed.success) throw new AppError("invalid", "This is no record of Postmark.");
    const { RecordType, ID, MessageID, Type, Email, Recipient, Details, Description, Metadata } =
      parsed.data;
    const kind = RecordType === "Delivery" ? "delivered" : (kinds[RecordType] ?? kinds[Type ?? ""]);
    const address = Email ?? Recipient;
    if (!kind || !address) return [];
    const text = Details || Description || (Type ?? RecordType);
    const status = findStatus(text);
    const key = `postmark ${RecordType} ${ID ?? MessageID ?? at}`;
    const named = deliveryIn(paths, nameIn(Metadata), address);
    const said = { kind, detail: toDetail(text), ...(status && { status }) };
    return [{ key, ...said, address, at, ...named }];
  };
}

/** What the header of the message said, however its name is spelt by now. */
function nameIn(metadata: Readonly<Record<string, unknown>> | null | undefined) {
  const fields = Object.entries(metadata ?? {});
  const value = fields.find(([name]) => name.toLowerCase() === NAME_FIELD)?.[1];
  return typeof value === "string" ? value : undefined;
}
