import MailComposer from "nodemailer/lib/mail-composer";
import { AppError } from "#platform";
import type { MailMessage, Sender } from "../mail.ts";

/** The bytes of a message, as yet unsigned. @throws AppError `invalid` for a line break in a header. */
export function buildMessage(
  sender: Sender,
  to: string,
  { message, messageId }: { message: MailMessage; messageId?: string | undefined },
): Promise<Buffer> {
  const headers = Object.entries(message.headers).map(([key, value]) => {
    refuseLineBreaks(key, value);
    // Prepared lines are not folded: some signers break a folded List-Unsubscribe.
    return { key, value: { prepared: true, value } };
  });
  refuseLineBreaks("Subject", message.subject);
  const composer = new MailComposer({
    from: { name: sender.name, address: sender.address },
    to,
    subject: message.subject,
    text: message.text,
    html: message.html,
    headers,
    ...(messageId && { messageId: `<${messageId}>` }),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
}

/** A value with a line break would start a header, or a body, of its own. */
function refuseLineBreaks(name: string, value: string): void {
  if (/[\r\n\0]/.test(value)) throw new AppError("invalid", `The ${name} line holds a line break`);
}
