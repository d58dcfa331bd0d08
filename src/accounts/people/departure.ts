import { AppError } from "#platform";
import type { Account } from "../account.ts";
import type { People } from "../accounts.ts";
import type { Core } from "../core.ts";
import { deleteEventsOf, listEvents } from "../events/store.ts";
import { deletePasskeysOf, listPasskeys } from "../passkeys/store.ts";
import { deleteIdentitiesOf, listIdentities } from "../providers/store.ts";
import { deleteRequestKeysOf } from "../request-keys/store.ts";
import { deleteSessionsOf, listSessions } from "../sessions/store.ts";
import { deleteSignInsOf } from "../sign-in/store.ts";
import { deleteTokensOf, listTokens } from "../tokens/store.ts";
import { get } from "./admit.ts";
import { hideHandle } from "./handles.ts";
import { createPeopleStore } from "./store.ts";

const MAX_EVENTS = 10_000;
const LONG_AGO = "1970-01-01T00:00:00.000Z";

export function createDeparture(
  core: Core,
): Pick<People, "exportData" | "checkRemoval" | "remove"> {
  return {
    checkRemoval: async (id) => {
      checkRemoval(await get(createPeopleStore(core.database, core.orcidIssuer), id));
    },
    exportData: async (id) => {
      const { kysely } = core.database;
      const account = await get(createPeopleStore(core.database, core.orcidIssuer), id);
      return {
        account,
        identities: await listIdentities(kysely, id),
        passkeys: await listPasskeys(kysely, id),
        sessions: await listSessions(kysely, id),
        tokens: await listTokens(kysely, id),
        events: await listEvents(kysely, id, MAX_EVENTS),
      };
    },
    remove: (id) =>
      core.inTurn(async (transaction) => {
        const store = createPeopleStore(core.database, core.orcidIssuer, transaction);
        const account = await get(store, id);
        checkRemoval(account);
        await deleteSessionsOf(transaction, id);
        await deleteTokensOf(transaction, id);
        await deletePasskeysOf(transaction, id);
        await deleteIdentitiesOf(transaction, id);
        await deleteRequestKeysOf(transaction, id);
        await deleteSignInsOf(transaction, id, account.email);
        await deleteEventsOf(transaction, id);
        await store.update(id, emptied(account));
        core.log.info({ event: "account-removed", account: id }, "account event");
      }),
  };
}

function checkRemoval({ role }: Account): void {
  if (role !== "admin") return;
  throw new AppError(
    "conflict",
    "An administrator can not be deleted; have the role changed first.",
  );
}

/** What stays: the id, under which others have answered, and that the name was given. */
function emptied({ name }: Account) {
  return {
    name: hideHandle(name),
    display_name: "",
    about: "",
    role: "reader",
    state: "deleted",
    email: null,
    verified_at: null,
    preferences: "{}",
    created_at: LONG_AGO,
  };
}
