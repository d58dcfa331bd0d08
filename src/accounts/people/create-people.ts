import { parseEmailAddress } from "#platform";
import type { Account, AccountId } from "../account.ts";
import type { People, ProfileChange } from "../accounts.ts";
import type { Core } from "../core.ts";
import { listEvents } from "../events/store.ts";
import { admit, get, isTaken } from "./admit.ts";
import { createDeparture } from "./departure.ts";
import { checkHandle, nameTaken } from "./handles.ts";
import { checkAbout, checkDisplayName } from "./profile.ts";
import { createStanding } from "./standing.ts";
import { type AccountRow, createPeopleStore, type PeopleStore } from "./store.ts";

export function createPeople(core: Core): People {
  const store = createPeopleStore(core.database, core.orcidIssuer);
  return {
    find: (id) => store.find(id),
    findByName: (name) => store.findByName(name.toLowerCase()),
    async findByEmail(text) {
      const email = readAddress(text);
      return email === undefined ? undefined : store.findByEmail(email);
    },
    findByOrcid: (orcid) => store.findByOrcid(orcid),
    async findMany(ids) {
      if (ids.length === 0) return new Map();
      const found = await store.findMany(ids);
      return new Map(found.map((person) => [person.id, person]));
    },
    list: (request) => store.list({ ...request, query: request.query.trim().toLowerCase() }),
    create: (wanted) => core.inTurn((transaction) => admit(core, transaction, wanted, false)),
    update: (id, change) =>
      core.inTurn((transaction) =>
        update(createPeopleStore(core.database, core.orcidIssuer, transaction), id, change),
      ),
    createdBetween: (from, until) => store.createdBetween(from, until),
    risenBetween: (from, until) => store.risenBetween(from, until),
    events: (id, limit) => listEvents(core.database.kysely, id, limit),
    ...createStanding(core),
    ...createDeparture(core),
  };
}

/** Nobody has what is no address. */
function readAddress(text: string): string | undefined {
  try {
    return parseEmailAddress(text);
  } catch {
    return undefined;
  }
}

async function update(store: PeopleStore, id: AccountId, change: ProfileChange): Promise<Account> {
  const before = await get(store, id);
  const row: Partial<AccountRow> = {};
  if (change.name !== undefined) row.name = await rename(store, before, change.name);
  if (change.displayName !== undefined) {
    row.display_name = checkDisplayName(change.displayName) || (row.name ?? before.name);
  }
  if (change.about !== undefined) row.about = checkAbout(change.about);
  if (change.preferences) {
    const { shortcuts, hidesRead } = { ...before.preferences, ...change.preferences };
    row.preferences = JSON.stringify({ shortcuts, hidesRead });
  }
  if (Object.keys(row).length > 0) await store.update(id, row);
  return get(store, id);
}

async function rename(store: PeopleStore, before: Account, wanted: string): Promise<string> {
  const name = checkHandle(wanted);
  if (name !== before.name && (await isTaken(store, name))) throw nameTaken();
  return name;
}
