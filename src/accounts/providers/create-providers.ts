import { AppError } from "#platform";
import type { Origin, Providers, SignedIn } from "../accounts.ts";
import type { ProviderSettings } from "../accounts-parts.ts";
import type { Core } from "../core.ts";
import { attempt } from "../sign-in/attempt.ts";
import { takeBegun } from "../sign-in/begin.ts";
import { refuseLastWay } from "../sign-in/ways-in.ts";
import { beginVisit } from "./begin-visit.ts";
import { type Clients, createClients } from "./clients.ts";
import { enterWith } from "./enter-with.ts";
import { explain } from "./explain.ts";
import { fetchIdentity } from "./fetch-identity.ts";
import { deleteIdentity, listIdentities } from "./store.ts";

export function createProviders(core: Core): Providers {
  const { kysely } = core.database;
  const { providers } = core.settings;
  const clients = createClients(core);
  const settingsOf = (name: string): ProviderSettings => {
    const found = providers.find((provider) => provider.name === name);
    if (found) return found;
    throw new AppError("not_found", "This site knows no such way to sign in");
  };
  return {
    known: providers.map(({ name, label }) => ({ name, label })),
    begin: async (name, origin, link) =>
      beginVisit(core, clients, settingsOf(name), { origin, link }),
    finish: async (name, browser, callback, origin) =>
      attempt(core, { method: "provider", origin }, () =>
        finishVisit(core, clients, settingsOf(name), { browser, callback, origin }),
      ),
    list: (id) => listIdentities(kysely, id),
    remove: (id, issuer, subject) =>
      core.inTurn(async (transaction) => {
        if (!(await deleteIdentity(transaction, id, { issuer, subject }))) return;
        await refuseLastWay(core, transaction, id);
        const detail = { issuer };
        await core.record(transaction, { account: id, kind: "identity-removed", detail });
      }),
  };
}

async function finishVisit(
  core: Core,
  clients: Clients,
  provider: ProviderSettings,
  given: { readonly browser: string; readonly callback: URL; readonly origin: Origin },
): Promise<SignedIn> {
  const { origin } = given;
  const begun = await takeBegun(core, "provider", given.browser);
  try {
    if (begun.values.provider !== provider.name) throw new Error("begun with another provider");
    const config = await clients.open(provider);
    const address = new URL(clients.redirectAddress(provider));
    address.search = given.callback.search;
    const identity = await fetchIdentity(config, provider, address, begun.values);
    return await enterWith(core, provider, identity, { link: begun.account_id, origin });
  } catch (error) {
    throw explain(core, provider, error);
  }
}
