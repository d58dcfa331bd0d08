import { setImmediate as nextTurn } from "node:timers/promises";
import type { Executor } from "#platform";
import type { AccountId } from "./account.ts";
import type { Origin } from "./accounts.ts";
import type { AccountsParts } from "./accounts-parts.ts";
import { insertEvent } from "./events/store.ts";
import { bareIssuer } from "./providers/identity.ts";

const ORCID_ISSUER = "https://orcid.org";

/** What every part of this module works with. */
export interface Core extends AccountsParts {
  /** The instant, as it is stored. */
  now(): string;
  /** The instant so many milliseconds from now, or before it. */
  fromNow(ms: number): string;
  /** Of the provider whose subject is an ORCID iD. */
  readonly orcidIssuer: string;
  transaction<T>(use: (transaction: Executor) => Promise<T>): Promise<T>;
  /**
   * A transaction, or what is done `within` one, that runs alone among those that make accounts
   * or change who administers.
   */
  inTurn<T>(use: (transaction: Executor) => Promise<T>, within?: Executor): Promise<T>;
  /** Does `work` after the answer; a failure is logged. */
  later(work: () => Promise<void>): void;
  idle(): Promise<void>;
  /**
   * Writes to the security log of the account and to the program's log, which names nobody.
   * What is nobody's goes to the latter alone: else anyone could fill the table.
   */
  record(executor: Executor, event: NewEvent): Promise<void>;
}

interface NewEvent {
  readonly account: AccountId | undefined;
  readonly kind: string;
  readonly origin?: Origin | undefined;
  readonly detail?: Readonly<Record<string, string>>;
}

export function createCore(parts: AccountsParts): Core {
  const { database, clock } = parts;
  const orcid = parts.settings.providers.find(({ name }) => name === "orcid");
  const now = () => clock.now().toISOString();
  return {
    ...parts,
    ...createAfterwork(parts),
    now,
    fromNow: (ms) => new Date(clock.now().getTime() + ms).toISOString(),
    orcidIssuer: bareIssuer(orcid?.issuer ?? ORCID_ISSUER),
    transaction: (use) => database.kysely.transaction().execute(use),
    inTurn(use, within) {
      const run = async (transaction: Executor) => {
        await database.takeTurn(transaction, "account");
        return use(transaction);
      };
      return within ? run(within) : database.kysely.transaction().execute(run);
    },
    async record(executor, { account, kind, origin, detail = {} }) {
      const from = { network: origin?.network ?? "", agent: origin?.agent ?? "" };
      const known = Object.entries({ ...detail, ...from }).filter(([, value]) => value !== "");
      if (account) {
        const row = { account, kind, at: now(), detail: Object.fromEntries(known) };
        await insertEvent(executor, row);
      }
      const level = kind.endsWith("failed") ? "warn" : "info";
      const { method, reason } = detail;
      const said = { event: kind, account, network: origin?.network, method, reason };
      parts.log[level](said, "account event");
    },
  };
}

/** Work whose time must not show in an answer. */
function createAfterwork({ log }: Pick<AccountsParts, "log">): Pick<Core, "later" | "idle"> {
  const underWay = new Set<Promise<void>>();
  return {
    later(work) {
      const running = nextTurn()
        .then(work)
        .catch((error: unknown) => log.error({ err: error }, "accounts: work was not done"));
      underWay.add(running);
      void running.finally(() => underWay.delete(running));
    },
    async idle() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
