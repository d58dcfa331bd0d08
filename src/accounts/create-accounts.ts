import type { Accounts } from "./accounts.ts";
import type { AccountsParts } from "./accounts-parts.ts";
import { createCore } from "./core.ts";
import { createEmailSignIn } from "./email/create-email-sign-in.ts";
import { createPasskeys } from "./passkeys/create-passkeys.ts";
import { createPeople } from "./people/create-people.ts";
import { createProviders } from "./providers/create-providers.ts";
import { createRequestKeys } from "./request-keys/create-request-keys.ts";
import { createSessions } from "./sessions/create-sessions.ts";
import { createSetup } from "./setup/create-setup.ts";
import { tidy } from "./tidy.ts";
import { createTokens } from "./tokens/create-tokens.ts";

export function createAccounts(parts: AccountsParts): Accounts {
  const core = createCore(parts);
  return {
    people: createPeople(core),
    sessions: createSessions(core),
    email: createEmailSignIn(core),
    passkeys: createPasskeys(core),
    providers: createProviders(core),
    tokens: createTokens(core),
    setup: createSetup(core),
    requestKeys: createRequestKeys(core),
    tidy: () => tidy(core),
    idle: core.idle,
  };
}
