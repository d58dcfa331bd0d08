import type { PageServer } from "../page-server.ts";
import type { WebParts } from "../parts.ts";
import type { Handlers } from "../web-context.ts";
import { createAccountDesk } from "./account/account-desk.ts";
import { createDataHandlers } from "./account/data-handlers.ts";
import { createEmailHandlers } from "./account/email-handlers.ts";
import { createLoginHandlers } from "./account/login-handlers.ts";
import { createMailHandlers } from "./account/mail-handlers.ts";
import { createPasskeyHandlers } from "./account/passkey-handlers.ts";
import { createPasskeyLoginHandlers } from "./account/passkey-login-handlers.ts";
import { createProviderHandlers } from "./account/provider-handlers.ts";
import { createSessionHandlers } from "./account/session-handlers.ts";
import { createSettingsHandlers } from "./account/settings-handlers.ts";
import { createSetupHandlers } from "./account/setup-handlers.ts";
import { createTokenHandlers } from "./account/token-handlers.ts";
import { createUsersHandlers } from "./account/users-handlers.ts";

/** Signing in, settings, and the accounts of others. */
export function createAccountHandlers(parts: WebParts, server: PageServer) {
  const desk = createAccountDesk(parts);
  return {
    ...createLoginHandlers(parts, server, desk),
    ...createMailHandlers(server, desk),
    ...createPasskeyLoginHandlers(parts, desk),
    ...createPasskeyHandlers(parts, server, desk),
    ...createProviderHandlers(parts, server, desk),
    ...createSettingsHandlers(server, desk),
    ...createEmailHandlers(server, desk),
    ...createSessionHandlers(server, desk),
    ...createTokenHandlers(server, desk),
    ...createDataHandlers(parts, server, desk),
    ...createSetupHandlers(server, desk),
    ...createUsersHandlers(server, desk),
  } satisfies Partial<Handlers>;
}
