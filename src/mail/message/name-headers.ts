import type { DeliveryName } from "../addresses.ts";
import type { MailMessage, ProviderSecrets } from "../mail.ts";
import type { ReturnPaths } from "../return-path.ts";

/** What the name of a delivery is called in the events of providers. */
export const NAME_FIELD = "delivery";
/** https://postmarkapp.com/support/article/1125-custom-metadata-faq */
const MAX_METADATA_CHARACTERS = 80;

/** Writes the sealed name of a delivery into a message, for the providers that are set up. */
export type Naming = (message: MailMessage, to: string, name?: DeliveryName) => MailMessage;

/**
 * For providers whose events bring no return path: they take what is in a header of theirs out of
 * the message, and tell it with each event.
 */
export function createNaming(
  { postmark, sendgrid }: ProviderSecrets,
  paths: Pick<ReturnPaths, "make">,
): Naming {
  if (!postmark && !sendgrid) return (message) => message;
  return (message, to, name) => {
    if (!name) return message;
    const { envelopeId } = paths.make(name, to);
    const fits = envelopeId.length <= MAX_METADATA_CHARACTERS;
    const api = JSON.stringify({ unique_args: { [NAME_FIELD]: envelopeId } });
    const headers = {
      ...message.headers,
      ...(postmark && fits && { [`X-PM-Metadata-${NAME_FIELD}`]: envelopeId }),
      ...(sendgrid && { "X-SMTPAPI": api }),
    };
    return { ...message, headers };
  };
}
