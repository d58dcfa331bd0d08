import type { MailEvent } from "../addresses.ts";

type BounceKind = Extract<MailEvent["kind"], "hard" | "soft" | "blocked">;

/** Status codes (RFC 3463) of the class 5.1 that are about the sender, not the recipient. */
const ABOUT_THE_SENDER = new Set(["5.1.7", "5.1.8", "5.1.9"]);

/**
 * What a status code says: the mailbox is not there, not now, or it is about us. A mailbox that
 * is full or off (5.2.x) and a domain without a route (5.4.x) may come back: they count softly,
 * so that the reader is given up only when it lasts.
 */
export function classify(status: string): BounceKind {
  if (status.startsWith("4.")) return "soft";
  if (ABOUT_THE_SENDER.has(status)) return "blocked";
  if (status.startsWith("5.1.")) return "hard";
  return /^5\.[24]\./.test(status) ? "soft" : "blocked";
}

/** The status code in an answer such as `550 5.1.1 <nobody@…>: no such user`. */
export function findStatus(text: string): string | undefined {
  const enhanced = /(?:^|[\s(#:-])([245]\.\d{1,3}\.\d{1,3})\b(?!\.\d)/.exec(text)?.[1];
  if (enhanced) return enhanced;
  const reply = /(?:^|[\s;:])([45])\d\d[\s-]/.exec(`${text} `)?.[1];
  return reply && `${reply}.0.0`;
}

const MAX_DETAIL = 300;

/** One line for people, without the part of any address that says who it is. */
export function toDetail(text: string): string {
  return text
    .replace(/[\p{Cc}\s]+/gu, " ")
    .replace(/[^\s<>"'()@]{1,64}@/g, "…@")
    .trim()
    .slice(0, MAX_DETAIL);
}
