import type { AuthenticationResponseJSON } from "@simplewebauthn/server";
import { AppError } from "#platform";
import type { AccountId } from "../account.ts";
import type { Origin, SignedIn } from "../accounts.ts";
import type { Core } from "../core.ts";
import { get } from "../people/admit.ts";
import { createPeopleStore } from "../people/store.ts";
import type { Attempt } from "../sign-in/attempt.ts";
import { takeBegun } from "../sign-in/begin.ts";
import { enter } from "../sign-in/enter.ts";
import { isAuthentication } from "./answers.ts";
import type { RelyingParty } from "./relying-party.ts";
import { countUse, findPasskey, type PasskeyRow } from "./store.ts";

/**
 * @throws AppError `unauthenticated` when the passkey is nobody's, the challenge is another or
 *   used, or the counter went back, as that of a copy does.
 */
export async function finishSignIn(
  core: Core,
  party: RelyingParty,
  given: { readonly browser: string; readonly answer: unknown; readonly origin: Origin },
  about: Pick<Attempt, "account">,
): Promise<SignedIn> {
  const { answer, origin } = given;
  const begun = await takeBegun(core, "passkey-use", given.browser);
  if (!isAuthentication(answer)) throw refused();
  const passkey = await findPasskey(core.database.kysely, answer.id);
  if (!passkey || !isOfAccount(answer, passkey)) throw refused();
  const id = passkey.account_id as AccountId;
  about.account = id;
  const challenge = begun.values.challenge ?? "";
  const counter = await verify(party, passkey, answer, challenge).catch((error: unknown) => {
    throw refused(error);
  });
  return core.inTurn(async (transaction) => {
    if (!(await countUse(transaction, passkey, { counter, at: core.now() }))) throw refused();
    const people = createPeopleStore(core.database, core.orcidIssuer, transaction);
    return enter(core, transaction, await get(people, id), { method: "passkey", origin });
  });
}

/** The authenticator names the account it made the passkey for, or says nothing. */
function isOfAccount(answer: AuthenticationResponseJSON, passkey: PasskeyRow): boolean {
  const handle: unknown = answer.response.userHandle;
  if (handle === undefined || handle === null) return true;
  if (typeof handle !== "string") return false;
  return Buffer.from(handle, "base64url").toString() === passkey.account_id;
}

/** @returns the authenticator's counter. */
async function verify(
  party: RelyingParty,
  passkey: PasskeyRow,
  answer: AuthenticationResponseJSON,
  challenge: string,
): Promise<number> {
  const { verifyAuthenticationResponse } = await import("@simplewebauthn/server");
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: answer,
    expectedChallenge: challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: false,
    credential: {
      id: passkey.credential_id,
      publicKey: Uint8Array.from(Buffer.from(passkey.public_key, "base64url")),
      counter: passkey.counter,
    },
  });
  if (!verified) throw new Error("the signature is wrong");
  return authenticationInfo.newCounter;
}

function refused(cause?: unknown): AppError {
  const message = "This passkey does not sign you in; try another one, or another way";
  return new AppError("unauthenticated", message, { cause });
}
