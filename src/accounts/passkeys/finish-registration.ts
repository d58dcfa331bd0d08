import { AppError } from "#platform";
import type { AccountId } from "../account.ts";
import type { PasskeySummary } from "../accounts.ts";
import type { Core } from "../core.ts";
import { get } from "../people/admit.ts";
import { checkLabel } from "../people/profile.ts";
import { createPeopleStore } from "../people/store.ts";
import { takeBegun, tooLate } from "../sign-in/begin.ts";
import { isRegistration, readTransports } from "./answers.ts";
import { ALGORITHMS, type RelyingParty } from "./relying-party.ts";
import { findPasskey, findPasskeysOf, insertPasskey, toSummary } from "./store.ts";

const MAX_PASSKEYS = 20;

/** @throws AppError `unauthenticated` when it is not an answer to what was asked. */
export async function finishRegistration(
  core: Core,
  party: RelyingParty,
  given: {
    readonly id: AccountId;
    readonly browser: string;
    readonly answer: unknown;
    readonly label: string;
  },
): Promise<PasskeySummary> {
  const { id, answer } = given;
  const label = checkLabel(given.label, "Passkey");
  const begun = await takeBegun(core, "passkey-add", given.browser);
  if (begun.account_id !== id) throw tooLate();
  const credential = await verify(party, answer, begun.values.challenge ?? "");
  const row = {
    credential_id: credential.id,
    account_id: id,
    public_key: Buffer.from(credential.publicKey).toString("base64url"),
    counter: credential.counter,
    transports: JSON.stringify(readTransports(credential.transports)),
    label,
    added_at: core.now(),
    used_at: null,
  };
  await core.inTurn(async (transaction) => {
    const people = createPeopleStore(core.database, core.orcidIssuer, transaction);
    const account = await get(people, id);
    if (await findPasskey(transaction, credential.id)) {
      throw new AppError("conflict", "This passkey is in use already");
    }
    if ((await findPasskeysOf(transaction, id)).length >= MAX_PASSKEYS) {
      throw new AppError("conflict", `You have ${MAX_PASSKEYS} passkeys; remove one first`);
    }
    await insertPasskey(transaction, row);
    if (!account.isVerified) await people.update(id, { verified_at: core.now() });
    await core.record(transaction, { account: id, kind: "passkey-added", detail: { label } });
  });
  return toSummary(row);
}

async function verify(party: RelyingParty, answer: unknown, challenge: string) {
  if (!isRegistration(answer)) throw notVerified();
  const { verifyRegistrationResponse } = await import("@simplewebauthn/server");
  const outcome = await verifyRegistrationResponse({
    response: answer,
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: false,
    supportedAlgorithmIDs: [...ALGORITHMS],
  }).catch((error: unknown) => {
    throw notVerified(error);
  });
  if (!outcome.verified) throw notVerified();
  return outcome.registrationInfo.credential;
}

function notVerified(cause?: unknown): AppError {
  const message = "The passkey could not be verified; try again, or use another one";
  return new AppError("unauthenticated", message, { cause });
}
