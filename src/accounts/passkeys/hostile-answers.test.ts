import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { AppError } from "#platform";
import { home, openAccounts } from "../../../test/support/accounts.ts";
import { createAuthenticator } from "../../../test/support/authenticator.ts";
import { withTemporaryDatabase } from "../../../test/support/database.ts";

/** An answer in which one field, at the top or in `response`, is something else. */
function spoilt(answer: object, [where, name, value]: Spoiling): unknown {
  if (where === "top") return { ...answer, [name]: value };
  return {
    ...answer,
    response: { ...("response" in answer ? (answer.response as object) : {}), [name]: value },
  };
}

const spoiling = fc.tuple(
  fc.constantFrom("top" as const, "response" as const),
  fc.constantFrom(
    ...["id", "rawId", "type", "response", "clientExtensionResults", "authenticatorAttachment"],
    ...["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"],
    ...["transports", "publicKey", "__proto__"],
  ),
  fc.oneof(fc.jsonValue(), fc.base64String(), fc.constant("oA"), fc.constant("9999")),
);
type Spoiling = typeof spoiling extends fc.Arbitrary<infer T> ? T : never;

async function refusesOrTakes(act: Promise<unknown>): Promise<void> {
  await act.catch((error: unknown) => assert.ok(error instanceof AppError, String(error)));
}

test("whatever a browser answers, it is taken or refused, and nothing breaks", () =>
  withTemporaryDatabase(async (database, settings) => {
    const { accounts } = await openAccounts(database, settings);
    const { passkeys, people } = accounts;
    const { id } = await people.create({ name: "ada" });
    const authenticator = createAuthenticator();
    const first = await passkeys.beginRegistration(id);
    const answer = authenticator.create(first.options);
    await passkeys.finishRegistration(id, first.browser, answer, "");
    await fc.assert(
      fc.asyncProperty(spoiling, async (change) => {
        const added = await passkeys.beginRegistration(id);
        const other = spoilt(createAuthenticator().create(added.options), change);
        await refusesOrTakes(passkeys.finishRegistration(id, added.browser, other, ""));
        const used = await passkeys.beginSignIn(home);
        const bad = spoilt(authenticator.get(used.options), change);
        await refusesOrTakes(passkeys.finishSignIn(used.browser, bad, home));
        for (const { passkeyId } of await passkeys.list(id)) {
          if (passkeyId !== authenticator.id) await passkeys.remove(id, passkeyId);
        }
      }),
      { numRuns: 100 },
    );
    for (const nonsense of [null, undefined, 7, "x", [], {}]) {
      const { browser } = await passkeys.beginSignIn(home);
      await refusesOrTakes(passkeys.finishSignIn(browser, nonsense, home));
    }
  }));
