import type { PoliteClient } from "#platform";
import type { ProviderSecrets } from "../../mail.ts";
import type { ReturnPaths } from "../../return-path.ts";
import { createMailgun } from "./mailgun.ts";
import { createPostmark } from "./postmark.ts";
import type { Provider } from "./provider.ts";
import { createSendgrid } from "./sendgrid.ts";
import { createSes } from "./ses.ts";

export interface ProviderParts {
  readonly secrets: ProviderSecrets;
  /** Fetches the certificates that SNS names, and confirms its subscription. */
  readonly client: Pick<PoliteClient, "get">;
  readonly paths: ReturnPaths;
}

/** Those that have a secret; nobody else is heard. */
export function createProviders({
  secrets,
  client,
  paths,
}: ProviderParts): Readonly<Record<string, Provider>> {
  const { sesTopic, postmark, mailgun, sendgrid } = secrets;
  const providers: Record<string, Provider> = Object.create(null);
  if (sesTopic) providers.ses = createSes({ topic: sesTopic, client, paths });
  if (postmark) providers.postmark = createPostmark(postmark, paths);
  if (mailgun) providers.mailgun = createMailgun(mailgun, paths);
  if (sendgrid) providers.sendgrid = createSendgrid(sendgrid, paths);
  return providers;
}
