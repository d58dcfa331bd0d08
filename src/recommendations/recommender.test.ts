import assert from "node:assert/strict";
import { test } from "node:test";
import { createEditions } from "#editions";
import type { PaperId } from "#papers";
import { loadSpace } from "#search";
import { openTestCommunity } from "../../test/support/community.ts";
import { describeOnEachDatabase } from "../../test/support/database.ts";
import { aRecord, day } from "../../test/support/papers.ts";
import { saveInterests } from "./interests/store.ts";
import { readerOfAccount, readerOfSubscriber } from "./reader-id.ts";
import type { Interest } from "./recommendations.ts";
import { createRecommender } from "./recommender.ts";

const space = await loadSpace();
const timeZone = "UTC";

const subjects = {
  graphs: "graph neural networks pass messages between the nodes of a molecular graph",
  speech: "speech recognition transcribes spoken language from audio of many speakers",
  robots: "a legged robot learns to walk over rough terrain by reinforcement learning",
} as const;
type Subject = keyof typeof subjects;

describeOnEachDatabase("the recommender", (withDatabase) => {
  type Use = Parameters<typeof withDatabase>[0];
  const withSite = (use: (site: Awaited<ReturnType<typeof openSite>>) => Promise<void>) =>
    withDatabase(async (...given) => use(await openSite(...given)));

  async function openSite(...[database, settings]: Parameters<Use>) {
    const site = openTestCommunity({ database, settings });
    const { clock, papers } = site;
    const editions = createEditions({ database, clock, timeZone, freezeAfterHours: 12 });
    const recommender = createRecommender({ database, clock, timeZone, space });
    const ids = {} as Record<Subject, PaperId[]>;
    const add = async (subject: Subject, count: number, onDay: string) => {
      const records = Array.from({ length: count }, (_, at) =>
        aRecord({
          title: `${subject} ${onDay} ${at}`,
          abstract: `In part ${at} ${subjects[subject]}.`,
          authors: [`Author ${subject} ${onDay} ${at}`],
          categories: [`cs.${subject.slice(0, 2).toUpperCase()}`],
          announcedOn: onDay,
        }),
      );
      const { changed } = await papers.ingest(records, day(onDay));
      ids[subject] = [...(ids[subject] ?? []), ...changed];
      await editions.follow(papers);
      return changed;
    };
    const ask = async (reader: string, without?: readonly PaperId[]) => {
      const window = { from: day("2026-11-20"), until: day("2026-11-20") };
      const request = { reader: reader as never, ...window, limit: 5 };
      const [list] = await recommender.recommend([{ ...request, ...(without && { without }) }]);
      return list!;
    };
    return { ...site, recommender, ids, add, ask };
  }

  test("gives who is not known what is trending, and says so", () =>
    withSite(async ({ add, ask }) => {
      for (const subject of ["graphs", "speech", "robots"] as const) {
        await add(subject, 10, "2026-11-20");
      }
      const list = await ask("s:nobody");
      assert.equal(list.stage, "none");
      assert.equal(list.picks.length, 5);
      assert.equal(list.total, 30);
    }));

  test("gives papers like those liked, says which one, and leaves out what was judged or had", () =>
    withSite(async ({ add, ask, actor, community }) => {
      const old = await add("graphs", 8, "2026-11-01");
      for (const subject of ["speech", "robots"] as const) await add(subject, 8, "2026-11-01");
      const [judged, had, ...left] = await add("graphs", 6, "2026-11-20");
      for (const subject of ["speech", "robots"] as const) await add(subject, 12, "2026-11-20");
      const ada = await actor("ada");
      for (const id of old.slice(0, 6)) await community.votes.cast(ada, id);
      await community.shelves.put(ada, judged!, "hidden");
      const list = await ask(readerOfAccount(ada.account.id), [had!]);
      assert.equal(list.stage, "similar");
      const best = list.picks.slice(0, 3).map(({ paperId }) => paperId);
      assert.ok(
        best.every((id) => left.includes(id)),
        JSON.stringify(list),
      );
      const { reason } = list.picks[0]!;
      assert.equal(reason.kind, "liked");
      assert.equal(reason.deed, "upvoted");
      assert.ok(old.includes(reason.paperId!));
      const all = list.picks.map(({ paperId }) => paperId);
      assert.ok(!all.includes(judged!) && !all.includes(had!));
    }));

  test("gives a new reader the papers of the interests they have named, each under its name", () =>
    withSite(async ({ add, ask, database }) => {
      for (const subject of ["graphs", "speech", "robots"] as const) {
        await add(subject, 12, "2026-11-20");
      }
      const wishes = [
        { kind: "topic", target: "speech recognition", subject: "speech" },
        { kind: "keyword", target: "terrain", subject: "robots" },
        { kind: "category", target: "cs.GR", subject: "graphs" },
        { kind: "author", target: "author-robots-2026-11-20-3", subject: "robots" },
        { kind: "search", target: "q=molecular&category=cs.GR", subject: "graphs" },
      ] as const;
      for (const { kind, target, subject } of wishes) {
        const reader = readerOfSubscriber(`${kind}`);
        await saveInterests(database, database.kysely, {
          reader,
          interests: [chosen(kind, target)],
          at: "2026-11-19T00:00:00.000Z",
        });
        const list = await ask(reader);
        assert.equal(list.stage, "cold", kind);
        const [first] = list.picks;
        assert.match(await site(first!.paperId), new RegExp(`^${subject} `), kind);
        assert.equal(first!.reason.kind, "interest", kind);
        assert.equal(first!.reason.label, `My ${kind}`);
      }
      async function site(id: PaperId) {
        const row = await database.kysely
          .selectFrom("paper")
          .select("document")
          .where("paper_id", "=", id)
          .executeTakeFirstOrThrow();
        return JSON.parse(row.document).title as string;
      }
    }));

  test("leaves out the papers of an interest that is muted", () =>
    withSite(async ({ add, ask, database, ids }) => {
      for (const subject of ["graphs", "speech"] as const) await add(subject, 12, "2026-11-20");
      const reader = readerOfSubscriber("ada");
      const muted = { ...chosen("category", "cs.SP"), isMuted: true };
      const at = "2026-11-19T00:00:00.000Z";
      await saveInterests(database, database.kysely, { reader, interests: [muted], at });
      const list = await ask(reader);
      assert.equal(list.total, 12);
      assert.ok(list.picks.every(({ paperId }) => ids.graphs.includes(paperId)));
    }));

  test("goes by what an account follows, as by what it names", () =>
    withSite(async ({ add, ask, actor, community, ids }) => {
      for (const subject of ["graphs", "speech", "robots"] as const) {
        await add(subject, 12, "2026-11-20");
      }
      const ada = await actor("ada");
      await community.follows.add(ada, {
        kind: "topic",
        target: "legged-robot",
        label: "Legged robots",
      });
      const { stage, picks } = await ask(readerOfAccount(ada.account.id));
      assert.equal(stage, "cold");
      assert.ok(ids.robots.includes(picks[0]!.paperId));
      assert.equal(picks[0]!.reason.label, "Legged robots");
    }));

  test("finds the interests of a reader, under the same ids each time, and leaves a muted one out", () =>
    withSite(async ({ add, ask, actor, community, recommender, database, ids }) => {
      for (const subject of ["graphs", "speech", "robots"] as const) {
        await add(subject, 20, "2026-11-01");
        await add(subject, 12, "2026-11-20");
      }
      const ada = await actor("ada");
      const reader = readerOfAccount(ada.account.id);
      for (const subject of ["graphs", "speech"] as const) {
        for (const id of ids[subject].slice(0, 16)) await community.votes.cast(ada, id);
      }
      const found = await recommender.learn(reader);
      assert.ok(found.length >= 2, JSON.stringify(found));
      const again = await recommender.learn(reader);
      const idsOf = (interests: typeof found) => interests.map(({ id }) => id).sort();
      assert.deepEqual(idsOf(again), idsOf(found));
      const about = (word: RegExp) =>
        found.find(({ words }) => words.some((one) => word.test(one)));
      const speech = about(/speech|speak|spoken|audio/)!;
      await saveInterests(database, database.kysely, {
        reader,
        interests: [{ ...speech, isMuted: true }],
        at: "2026-11-19T00:00:00.000Z",
      });
      const { stage, picks } = await ask(reader);
      assert.equal(stage, "learned");
      const best = picks.slice(0, 3).map(({ paperId }) => paperId);
      assert.ok(best.every((id) => ids.graphs.includes(id)));
    }));
});

function chosen(kind: Interest["kind"], target: string): Interest {
  const words = { words: [], weight: 1, isMuted: false, papers: 0 };
  return { id: kind, origin: "chosen", kind, target, label: `My ${kind}`, ...words };
}
