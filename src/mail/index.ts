/**
 * mail — hands messages to the mail server and hears what became of them: SMTP, signatures,
 * bounces, complaints, which addresses get nothing any more, and how fast we may go.
 *
 * Knows nothing of papers or readers. What is promised: docs/mail.md
 *
 * @module
 */
export type { AddressStanding, DeliveryName, MailEvent } from "./addresses.ts";
export { createMail } from "./create-mail.ts";
export type { KeptEvent } from "./events/events.ts";
export { type HandOverJournal, openHandOverJournal } from "./hand-over-journal.ts";
export { listenForBounces } from "./listener.ts";
export type { Mail, MailMessage, MailSettings, Sender } from "./mail.ts";
export { createReceiptFile, type ReceiptLookup } from "./receipts.ts";
export { checkNames } from "./setup/check-names.ts";
export { makeDkimKey } from "./setup/make-key.ts";
export type { SendOutcome, SmtpClient } from "./smtp.ts";
