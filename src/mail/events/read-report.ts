import PostalMime, { type Email } from "postal-mime";
import type { MailEvent } from "../addresses.ts";
import { classify, findStatus } from "./classify.ts";
import { addressIn, type Fields, readFieldGroups } from "./fields.ts";

/** One recipient of whom a mailed report speaks, as yet unproved. */
export interface Told {
  readonly kind: MailEvent["kind"];
  /** Who it may be about; the address as we gave it comes first. */
  readonly recipients: readonly string[];
  /** Where a name of a delivery may stand: return paths and envelope ids. */
  readonly names: readonly string[];
  readonly status?: string;
  readonly detail: string;
}

/** Nobody's report is longer; what is more is not read. */
const MAX_BYTES = 2 << 20;
/** Feedback (RFC 5965) that is no complaint. */
const NO_COMPLAINT = new Set(["not-spam", "auth-failure", "dmarc"]);

/**
 * Reads a bounce (RFC 3464) or a complaint (RFC 5965).
 *
 * @param to the address it came to, as the envelope has it.
 * @returns nothing for mail of another kind, and for bounces that only tell of a delay.
 */
export async function readReport(raw: Buffer | string, to?: string): Promise<Told[]> {
  const bytes = Buffer.from(raw);
  if (bytes.length > MAX_BYTES) return [];
  const mail = await PostalMime.parse(bytes, { forceRfc822Attachments: true }).catch(
    () => undefined,
  );
  if (!mail) return [];
  const original = originalOf(mail);
  const names = [
    to,
    ...valuesOf(mail, "delivered-to", "x-original-to", "to"),
    original.get("return-path"),
  ];
  const context = { original, names: names.flatMap(namesIn) };
  const status = partOf(mail, "message/delivery-status");
  if (status !== undefined) return readDeliveryStatus(status, context);
  const feedback = partOf(mail, "message/feedback-report");
  return feedback === undefined ? [] : readFeedback(feedback, context);
}

interface Context {
  readonly original: Fields;
  readonly names: readonly string[];
}

function readDeliveryStatus(text: string, { original, names }: Context): Told[] {
  const [message, ...recipients] = readFieldGroups(text);
  const envelopeId = message?.get("original-envelope-id");
  return recipients.flatMap((fields) => {
    if (fields.get("action")?.toLowerCase() !== "failed") return [];
    const diagnosis = fields.get("diagnostic-code") ?? "";
    const status = statusOf(fields.get("status") ?? "", diagnosis);
    const found = ["original-recipient", "final-recipient"].map((name) => fields.get(name));
    return {
      kind: status === undefined ? ("blocked" as const) : classify(status),
      recipients: [...found, original.get("to")].flatMap((value) => addressIn(value) ?? []),
      names: [...names, ...namesIn(envelopeId)],
      ...(status !== undefined && { status }),
      detail: diagnosis.replace(/^[\w-]+\s*;\s*/, "") || `Status ${status ?? "unknown"}`,
    };
  });
}

/** Where the status only says "failed", the words of the server may say more. */
function statusOf(field: string, diagnosis: string): string | undefined {
  const told = findStatus(field);
  return told === undefined || told.endsWith(".0.0") ? (findStatus(diagnosis) ?? told) : told;
}

function readFeedback(text: string, { original, names }: Context): Told[] {
  const fields = readFieldGroups(text)[0] ?? new Map<string, string>();
  const type = fields.get("feedback-type")?.toLowerCase() ?? "";
  if (type === "" || NO_COMPLAINT.has(type)) return [];
  const found = ["original-rcpt-to", "removal-recipient"].map((name) => fields.get(name));
  return [
    {
      kind: "complaint",
      recipients: [...found, original.get("to")].flatMap((value) => addressIn(value) ?? []),
      names: [
        ...names,
        ...namesIn(fields.get("original-envelope-id")),
        ...namesIn(fields.get("original-mail-from")),
      ],
      detail: `A reader reported ${type} through ${fields.get("user-agent") ?? "their provider"}`,
    },
  ];
}

/** The header of the message that the report is about. */
function originalOf(mail: Email): Fields {
  const text = partOf(mail, "message/rfc822") ?? partOf(mail, "text/rfc822-headers") ?? "";
  return readFieldGroups(text.trimStart())[0] ?? new Map<string, string>();
}

function partOf(mail: Email, type: string): string | undefined {
  const part = mail.attachments.find(({ mimeType }) => mimeType === type);
  if (!part) return undefined;
  const { content } = part;
  return typeof content === "string"
    ? content
    : Buffer.from(content as ArrayBuffer).toString("utf8");
}

function valuesOf(mail: Email, ...names: readonly string[]): string[] {
  return mail.headers.filter(({ key }) => names.includes(key)).map(({ value }) => value);
}

/** Addresses, and words that may be envelope ids. */
function namesIn(value: string | undefined): string[] {
  return (value ?? "")
    .split(/[\s,<>]+/)
    .filter(Boolean)
    .slice(0, 20);
}
