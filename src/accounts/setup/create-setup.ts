import { AppError, createSecret, hashSecret } from "#platform";
import type { Setup } from "../accounts.ts";
import type { Core } from "../core.ts";
import { admit } from "../people/admit.ts";
import { createPeopleStore } from "../people/store.ts";
import { openSession } from "../sessions/create-sessions.ts";
import { attempt } from "../sign-in/attempt.ts";
import { begin } from "../sign-in/begin.ts";
import { consume, findBySecret } from "../sign-in/store.ts";
import { removeTokenFile, writeTokenFile } from "./token-file.ts";

const TOKEN_LIFETIME_MS = 3_600_000;
const noOrigin = { network: "", agent: "" };

export function createSetup(core: Core): Setup {
  const { kysely } = core.database;
  const store = createPeopleStore(core.database, core.orcidIssuer);
  let isDone = false;
  /** There is always one afterwards: the last administrator can not go. */
  const isNeeded = async () => {
    isDone ||= (await store.countAdministrators()) > 0;
    return !isDone;
  };
  const check = async (token: string) => {
    const row = (await isNeeded())
      ? await findBySecret(kysely, ["setup"], hashSecret(token))
      : undefined;
    if (!row || row.used_at !== null || row.expires_at <= core.now()) throw noSuchToken();
    return row;
  };
  return {
    isNeeded,
    async issue() {
      if (!(await isNeeded())) return undefined;
      const token = createSecret();
      const about = { kind: "setup", lifetimeMs: TOKEN_LIFETIME_MS, origin: noOrigin } as const;
      await begin(core, kysely, { ...about, secretHash: hashSecret(token) });
      writeTokenFile(core.dataDir, token);
      return token;
    },
    async check(token) {
      await check(token);
    },
    finish: (token, wanted, origin) =>
      attempt(core, { method: "setup", origin }, async () => {
        const row = await check(token);
        const signedIn = await core.inTurn(async (transaction) => {
          const people = createPeopleStore(core.database, core.orcidIssuer, transaction);
          const isFirst = (await people.countAdministrators()) === 0;
          if (!isFirst || !(await consume(transaction, row.sign_in_id, core.now()))) {
            throw noSuchToken();
          }
          const account = await admit(core, transaction, { ...wanted, role: "admin" }, true);
          const how = { method: "setup", origin } as const;
          const session = await openSession(core, transaction, account, how);
          return { account, session, isNew: true };
        });
        removeTokenFile(core.dataDir);
        return signedIn;
      }),
  };
}

function noSuchToken(): AppError {
  return new AppError(
    "not_found",
    "The site has its administrator, or this token is not valid; start the program again for a new one",
  );
}
