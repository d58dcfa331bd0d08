import { AppError } from "#platform";
import type { AccountId } from "../account.ts";
import type { Ceremony, Passkeys } from "../accounts.ts";
import type { Core } from "../core.ts";
import { get } from "../people/admit.ts";
import { createPeopleStore } from "../people/store.ts";
import { attempt } from "../sign-in/attempt.ts";
import { begin } from "../sign-in/begin.ts";
import { refuseLastWay } from "../sign-in/ways-in.ts";
import { finishRegistration } from "./finish-registration.ts";
import { finishSignIn } from "./finish-sign-in.ts";
import { ALGORITHMS, type RelyingParty, relyingPartyOf } from "./relying-party.ts";
import { deletePasskey, findPasskeysOf, listPasskeys } from "./store.ts";

const CEREMONY_LIFETIME_MS = 5 * 60_000;
const noOrigin = { network: "", agent: "" };

export function createPasskeys(core: Core): Passkeys {
  const { kysely } = core.database;
  const party = relyingPartyOf(core.site.url);
  return {
    canUse: party.canUse,
    beginRegistration: (id) => beginRegistration(core, party, id),
    finishRegistration: (id, browser, answer, label) =>
      finishRegistration(core, party, { id, browser, answer, label }),
    async beginSignIn(origin) {
      refuseWithoutName(party);
      const { generateAuthenticationOptions } = await import("@simplewebauthn/server");
      const options = await generateAuthenticationOptions({
        rpID: party.id,
        userVerification: "preferred",
        timeout: CEREMONY_LIFETIME_MS,
      });
      const about = { kind: "passkey-use", lifetimeMs: CEREMONY_LIFETIME_MS, origin } as const;
      const data = { challenge: options.challenge };
      return ceremony(options, await begin(core, kysely, { ...about, data }));
    },
    finishSignIn: (browser, answer, origin) =>
      attempt(core, { method: "passkey", origin }, (about) =>
        finishSignIn(core, party, { browser, answer, origin }, about),
      ),
    list: (id) => listPasskeys(kysely, id),
    remove: (id, passkeyId) =>
      core.inTurn(async (transaction) => {
        if (!(await deletePasskey(transaction, id, passkeyId))) return;
        await refuseLastWay(core, transaction, id);
        await core.record(transaction, { account: id, kind: "passkey-removed" });
      }),
  };
}

async function beginRegistration(
  core: Core,
  party: RelyingParty,
  id: AccountId,
): Promise<Ceremony> {
  refuseWithoutName(party);
  const { kysely } = core.database;
  const account = await get(createPeopleStore(core.database, core.orcidIssuer), id);
  const known = await findPasskeysOf(kysely, id);
  const { generateRegistrationOptions } = await import("@simplewebauthn/server");
  const options = await generateRegistrationOptions({
    rpName: core.site.title,
    rpID: party.id,
    userID: new TextEncoder().encode(id),
    userName: account.name,
    userDisplayName: account.displayName,
    attestationType: "none",
    supportedAlgorithmIDs: [...ALGORITHMS],
    timeout: CEREMONY_LIFETIME_MS,
    excludeCredentials: known.map((row) => ({
      id: row.credential_id,
      transports: JSON.parse(row.transports),
    })),
    // Discoverable: nobody types a name to sign in.
    authenticatorSelection: { residentKey: "required", userVerification: "preferred" },
  });
  const data = { challenge: options.challenge };
  const about = { kind: "passkey-add", account: id, data, origin: noOrigin } as const;
  const begun = await begin(core, kysely, { ...about, lifetimeMs: CEREMONY_LIFETIME_MS });
  return ceremony(options, begun);
}

function ceremony(options: object, { browser }: { readonly browser: string }): Ceremony {
  return { options: { ...options }, browser };
}

/** @throws AppError `unavailable` where browsers have no passkeys. */
function refuseWithoutName(party: RelyingParty): void {
  if (party.canUse) return;
  throw new AppError(
    "unavailable",
    "Passkeys need a site with a host name and https; its operator sets SITE_URL",
  );
}
