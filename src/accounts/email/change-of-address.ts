import { AppError } from "#platform";
import type { Account, AccountId } from "../account.ts";
import type { Core } from "../core.ts";
import { get } from "../people/admit.ts";
import { createPeopleStore } from "../people/store.ts";
import { tooLate } from "../sign-in/begin.ts";
import { consume, type SignInRow } from "../sign-in/store.ts";
import { changedLetter } from "./letters.ts";

/**
 * Gives the account the address that was proved, and tells the one of before.
 *
 * @throws AppError `conflict` when it has become somebody else's.
 */
export async function finishChange(core: Core, row: SignInRow, id: AccountId): Promise<Account> {
  if (row.account_id !== id) throw tooLate();
  const email = row.email ?? "";
  const { before, account } = await core.inTurn(async (transaction) => {
    if (!(await consume(transaction, row.sign_in_id, core.now()))) throw tooLate();
    const store = createPeopleStore(core.database, core.orcidIssuer, transaction);
    const other = await store.findByEmail(email);
    if (other && other.id !== id) {
      throw new AppError("conflict", "There is another account with this address");
    }
    const earlier = (await get(store, id)).email;
    await store.update(id, { email, verified_at: core.now() });
    await core.record(transaction, { account: id, kind: "address-changed" });
    return { before: earlier, account: await get(store, id) };
  });
  const { sendLetter } = core;
  if (before !== undefined && before !== email && sendLetter) {
    core.later(() => sendLetter(before, changedLetter(core.site)));
  }
  return account;
}
