import { verify, X509Certificate } from "node:crypto";
import { z } from "zod";
import type { PoliteClient } from "#platform";

export const snsMessage = z.object({
  Type: z.string(),
  MessageId: z.string(),
  TopicArn: z.string(),
  Message: z.string(),
  Subject: z.string().nullish(),
  Timestamp: z.string(),
  Token: z.string().optional(),
  SubscribeURL: z.string().optional(),
  SignatureVersion: z.string(),
  Signature: z.string(),
  SigningCertURL: z.string(),
});

export type SnsMessage = z.infer<typeof snsMessage>;

/** Amazon's own names, so that nobody signs with a certificate of theirs. */
const HOST = /^sns\.[a-z0-9-]{3,}\.amazonaws\.com(\.cn)?$/;
const MAX_CERTIFICATES = 10;

/** https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html */
export function createSnsVerifier(client: Pick<PoliteClient, "get">) {
  const certificates = new Map<string, X509Certificate>();
  const certificateOf = async (url: string): Promise<X509Certificate | undefined> => {
    if (!isOfAmazon(url)) return undefined;
    const known = certificates.get(url);
    if (known) return known;
    const answer = await client.get({ url });
    if (answer.kind !== "ok") return undefined;
    const certificate = readCertificate(Buffer.from(answer.body));
    if (!certificate) return undefined;
    if (certificates.size >= MAX_CERTIFICATES) certificates.clear();
    certificates.set(url, certificate);
    return certificate;
  };
  return async (message: SnsMessage): Promise<boolean> => {
    if (message.SubscribeURL !== undefined && !isOfAmazon(message.SubscribeURL)) return false;
    const certificate = await certificateOf(message.SigningCertURL);
    if (!certificate || Date.parse(certificate.validTo) < Date.now()) return false;
    const algorithm = message.SignatureVersion === "2" ? "sha256" : "sha1";
    const signature = Buffer.from(message.Signature, "base64");
    return verify(algorithm, Buffer.from(textToSign(message)), certificate.publicKey, signature);
  };
}

function readCertificate(bytes: Buffer): X509Certificate | undefined {
  try {
    return new X509Certificate(bytes);
  } catch {
    return undefined;
  }
}

function isOfAmazon(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, port, username } = new URL(url);
  return protocol === "https:" && port === "" && username === "" && HOST.test(hostname);
}

function textToSign(message: SnsMessage): string {
  const names =
    message.Type === "Notification"
      ? (["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"] as const)
      : ([
          "Message",
          "MessageId",
          "SubscribeURL",
          "Timestamp",
          "Token",
          "TopicArn",
          "Type",
        ] as const);
  return names
    .flatMap((name) => {
      const value: unknown = message[name as keyof SnsMessage];
      return value === undefined || value === null ? [] : [`${name}\n${String(value)}\n`];
    })
    .join("");
}
