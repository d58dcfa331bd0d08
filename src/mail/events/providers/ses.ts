import { z } from "zod";
import { AppError, type PoliteClient } from "#platform";
import type { MailEvent } from "../../addresses.ts";
import type { ReturnPaths } from "../../return-path.ts";
import { classify, findStatus, toDetail } from "../classify.ts";
import { deliveryIn, notTheProvider, type Provider, parseJson } from "./provider.ts";
import { createSnsVerifier, type SnsMessage, snsMessage } from "./sns.ts";

const recipient = z.object({
  emailAddress: z.string(),
  status: z.string().optional(),
  diagnosticCode: z.string().optional(),
});

const notification = z.object({
  notificationType: z.string().optional(),
  eventType: z.string().optional(),
  mail: z.object({ source: z.string().optional(), messageId: z.string().optional() }).optional(),
  bounce: z
    .object({
      bounceType: z.string(),
      feedbackId: z.string().optional(),
      bouncedRecipients: z.array(recipient).max(100),
    })
    .optional(),
  complaint: z
    .object({
      feedbackId: z.string().optional(),
      complaintFeedbackType: z.string().nullish(),
      complainedRecipients: z.array(recipient).max(100),
    })
    .optional(),
  delivery: z.object({ recipients: z.array(z.string()).max(100) }).optional(),
});

type Notification = z.infer<typeof notification>;

interface SesParts {
  /** ARN of the one topic that is believed. */
  readonly topic: string;
  readonly client: Pick<PoliteClient, "get">;
  readonly paths: ReturnPaths;
}

/** Notifications of Amazon SES, which come through SNS. */
export function createSes({ topic, client, paths }: SesParts): Provider {
  const isSigned = createSnsVerifier(client);
  return async ({ body }, at) => {
    const parsed = snsMessage.safeParse(parseJson(body));
    if (!parsed.success) throw new AppError("invalid", "This is no message of SNS.");
    const message = parsed.data;
    if (message.TopicArn !== topic || !(await isSigned(message))) throw notTheProvider();
    if (message.Type === "SubscriptionConfirmation") {
      await client.get({ url: message.SubscribeURL ?? "" });
      return [];
    }
    return message.Type === "Notification" ? eventsIn(message, paths, at) : [];
  };
}

function eventsIn(message: SnsMessage, paths: ReturnPaths, at: string): MailEvent[] {
  const parsed = notification.safeParse(parseJson(message.Message));
  if (!parsed.success) throw new AppError("invalid", "This is no notification of SES.");
  const source = parsed.data.mail?.source;
  return toldIn(parsed.data).map(({ address, ...told }) => ({
    key: `ses ${message.MessageId} ${address}`,
    ...told,
    address,
    at,
    ...deliveryIn(paths, source, address),
  }));
}

type Told = Pick<MailEvent, "kind" | "status" | "detail"> & { readonly address: string };

function toldIn({ bounce, complaint, delivery }: Notification): Told[] {
  const delivered = delivery?.recipients ?? [];
  const complained =
    complaint?.complaintFeedbackType === "not-spam" ? [] : (complaint?.complainedRecipients ?? []);
  return [
    ...(bounce?.bouncedRecipients ?? []).map((one) => toBounce(bounce?.bounceType ?? "", one)),
    ...complained.map(({ emailAddress: address }) => ({
      kind: "complaint" as const,
      address,
      detail: "A reader reported spam",
    })),
    ...delivered.map((address) => ({ kind: "delivered" as const, address, detail: "Delivered" })),
  ];
}

function toBounce(type: string, one: z.infer<typeof recipient>): Told {
  const text = one.diagnosticCode ?? type;
  const status = findStatus(one.status ?? "") ?? findStatus(text);
  // Without a code the type decides: "Transient" is for now, "Undetermined" says nothing.
  const untold = type === "Permanent" ? "hard" : type === "Transient" ? "soft" : "blocked";
  const kind = status === undefined ? untold : classify(status);
  return { kind, address: one.emailAddress, detail: toDetail(text), ...(status && { status }) };
}
