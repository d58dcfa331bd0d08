/** Picks on a database of its own, with papers, people and an index, for tests. */
import { join } from "node:path";
import { createEditions } from "#editions";
import { createPicks, type Pick, type PickRequest, type SubjectKind } from "#picks";
import { createSearch } from "#search";
import type { PaperRecord } from "#sources";
import { openTestCommunity, type TestCommunityOptions } from "./community.ts";
import type { RunOnDatabase } from "./database.ts";
import { aRecord, day, type RecordTraits } from "./papers.ts";

export type TestPicks = Awaited<ReturnType<typeof openTestPicks>>;

/** Opens an empty site; `close` lets go of the index. */
export async function openTestPicks(options: TestCommunityOptions) {
  const site = openTestCommunity(options);
  const { clock, papers, people, community, database } = site;
  const { settings } = options;
  const editions = createEditions({ database, clock, timeZone: "UTC", freezeAfterHours: 12 });
  const indexDir = join(settings.dataDir, "index");
  const search = await createSearch({ papers, databaseSettings: settings, indexDir, searchers: 0 });
  const parts = { papers, editions, search, community, people, timeZone: "UTC" };
  const picks = createPicks(parts);
  return {
    ...site,
    ...parts,
    picks,
    /** Papers that come in now, announced on a day. */
    async bring(announcedOn: string, ...traits: readonly RecordTraits[]): Promise<void> {
      const records: PaperRecord[] = traits.map((one) => aRecord({ announcedOn, ...one }));
      await papers.ingest(records, day(announcedOn));
      await editions.follow(papers);
      await search.catchUp();
    },
    /** What a subject has on the 20th of November 2026, unless asked otherwise. */
    async pick(kind: SubjectKind, target = "", asked: Partial<PickRequest> = {}) {
      const [list] = await picks.pick([
        {
          subject: { kind, target },
          from: day("2026-11-20"),
          until: day("2026-11-20"),
          limit: 10,
          ...asked,
        },
      ]);
      return list!;
    },
    close: () => search.close(),
  };
}

/** Ids in their order. */
export function idsOf({ picks }: { readonly picks: readonly Pick[] }): string[] {
  return picks.map(({ paperId }) => paperId as string);
}

/** `describeOnEachDatabase`'s way in, with picks on each database, let go of afterwards. */
export function withPicksOn(withDatabase: RunOnDatabase) {
  return (use: (site: TestPicks) => Promise<void>): Promise<void> =>
    withDatabase(async (database, settings) => {
      const site = await openTestPicks({ database, settings });
      try {
        await use(site);
      } finally {
        await site.close();
      }
    });
}
