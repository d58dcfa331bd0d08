import type { Accounts, Letter, Role } from "#accounts";
import type { PaperReader } from "#papers";
import type { Picks } from "#picks";
import type { Clock, Database, GuardedClient, Log } from "#platform";

/** What the operator has chosen. */
export interface ChannelSettings {
  /** Least role that may have channels; `nobody`: they are switched off. */
  readonly allowed: Role | "nobody";
  /** Machines of the operator's own network that may be posted to, `host` or `host:port`. */
  readonly inside: readonly string[];
}

export interface ChannelsParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Pick<Log, "info" | "warn" | "error">;
  /** Whose secret the addresses are sealed with. */
  readonly dataDir: string;
  readonly site: { readonly title: string; readonly url: string; readonly timeZone: string };
  readonly picks: Picks;
  readonly papers: Pick<PaperReader, "findMany" | "lastChange">;
  readonly people: Pick<Accounts["people"], "find" | "findMany">;
  readonly settings: ChannelSettings;
  /** Mail address or page of the operator, told to the services; may be empty. */
  readonly contact: string;
  /** Absent where no mail can be sent. */
  readonly sendLetter?: ((to: string, letter: Letter) => Promise<void>) | undefined;
  /** For tests alone. */
  readonly client?: GuardedClient;
}
