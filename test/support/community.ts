/** The community on a database of its own, with people and papers, for tests of its rules. */
import { type AccountId, createAccounts, type Role } from "#accounts";
import { type Actor, type CommunitySettings, createCommunity } from "#community";
import { createPapers, type PaperId } from "#papers";
import { type Database, type DatabaseSettings, parseDay } from "#platform";
import { movableClock } from "./movable-clock.ts";
import { aRecord } from "./papers.ts";

export interface TestCommunityOptions {
  readonly database: Database;
  readonly settings: DatabaseSettings;
  readonly rules?: Partial<CommunitySettings>;
  readonly now?: string;
}

export type TestCommunity = ReturnType<typeof openTestCommunity>;

const rules: CommunitySettings = {
  votesCountAfterDays: 0,
  submissions: "open",
  submissionMaxAgeDays: 0,
  submissionsPerDay: 1_000,
};

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Votes count at once unless `rules` say otherwise; nobody has a network. */
export function openTestCommunity(options: TestCommunityOptions) {
  const { database } = options;
  const clock = movableClock(options.now ?? "2026-11-20T12:00:00Z");
  const papers = createPapers({ database, clock });
  const accounts = createAccounts({
    database,
    clock,
    log: quiet,
    dataDir: options.settings.dataDir,
    site: { title: "Broadsheet", url: "http://127.0.0.1:3000" },
    settings: { signUp: "open", providers: [] },
  });
  const { people } = accounts;
  const settings = { ...rules, ...options.rules };
  const setVerified = (id: AccountId, at: string | null) =>
    database.kysely
      .updateTable("account")
      .set({ verified_at: at })
      .where("account_id", "=", id)
      .execute();
  const community = createCommunity({ database, clock, log: quiet, papers, people, settings });
  return {
    clock,
    papers,
    accounts,
    people,
    community,
    database,
    /** Somebody new, whose address is proved. */
    async actor(name: string, role: Role = "reader", network = ""): Promise<Actor> {
      const { id } = await people.create({ name, email: `${name}@example.org`, role });
      await setVerified(id, clock.now().toISOString());
      return { account: (await people.find(id))!, network };
    },
    /** The same one as it stands now. */
    async again({ account, network }: Actor): Promise<Actor> {
      return { account: (await people.find(account.id))!, network };
    },
    setVerified: ({ account }: Actor, at: string | null) => setVerified(account.id, at),
    /** New papers, one for each arXiv id. */
    async addPapers(...arxivIds: string[]): Promise<PaperId[]> {
      const records = arxivIds.map((arxivId) => aRecord({ arxivId }));
      await papers.ingest(records, parseDay("2026-11-20"));
      return arxivIds as PaperId[];
    },
    /** What the pages show of a paper, beside what the votes say. */
    async counts(id: PaperId) {
      const paper = await papers.find(id);
      const { votes } = await database.kysely
        .selectFrom("vote")
        .select((select) => select.fn.countAll().as("votes"))
        .where("paper_id", "=", id)
        .executeTakeFirstOrThrow();
      return { ...paper!.tally, votes: Number(votes) };
    },
  };
}
