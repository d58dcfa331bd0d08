import assert from "node:assert/strict";
import { test } from "node:test";
import { createPapers, type PaperId, type Papers } from "#papers";
import { type Database, fixedClock } from "#platform";
import { describeOnEachDatabase } from "../../test/support/database.ts";
import { answerJson } from "../../test/support/model-endpoint.ts";
import { aRecord, day } from "../../test/support/papers.ts";
import { answerChat, type ChatEndpoint, startChatEndpoint } from "./chat-endpoint.suite.ts";
import { createSummaries, type SummariesParts } from "./create-summaries.ts";
import type { SummarySettings } from "./summary-settings.ts";

const clock = fixedClock("2026-11-20T12:00:00Z");
const FIRST = "A film of oil keeps the teeth of gears apart.";
const abstractOf = (first: string) =>
  `${first} ${"Gears wear where their teeth touch, and clocks stop. ".repeat(6)}`.trim();

interface Desk {
  readonly papers: Papers;
  /** What was logged, as it would be written. */
  readonly said: string[];
  open(settings?: Partial<SummarySettings>, parts?: Partial<SummariesParts>): Open;
  take(count: number, first?: string): Promise<PaperId[]>;
}
type Open = ReturnType<typeof createSummaries>;

function openDesk(database: Database, endpoint: ChatEndpoint): Desk {
  const papers = createPapers({ database, clock });
  const said: string[] = [];
  const log = { info: (...words: unknown[]) => said.push(JSON.stringify(words)) };
  const standard = { url: endpoint.url, model: "llama3", key: "", papersPerDay: 100 };
  return {
    papers,
    said,
    open: (settings, parts) =>
      createSummaries({
        database,
        papers,
        clock,
        log: log as unknown as SummariesParts["log"],
        settings: { ...standard, ...settings },
        timing: { deadlineMs: 30_000, firstWaitMs: 1 },
        ...parts,
      }),
    async take(count, first = FIRST) {
      const records = Array.from({ length: count }, (_, at) =>
        aRecord({
          arxivId: `2611.0000${at + 1}`,
          title: `Gears ${at}`,
          abstract: abstractOf(first),
        }),
      );
      await papers.ingest(records, day("2026-11-20"));
      return records.map(({ arxivId }) => arxivId as PaperId);
    },
  };
}

describeOnEachDatabase("summaries", (withDatabase) => {
  const withDesk = (
    use: (desk: Desk, endpoint: ChatEndpoint) => Promise<void>,
    answer?: Parameters<typeof startChatEndpoint>[0],
  ) =>
    withDatabase(async (database) => {
      await using endpoint = await startChatEndpoint(answer);
      await use(openDesk(database, endpoint), endpoint);
    });

  test("a paper is summed up once, under the model's name and the day's date", () =>
    withDesk(async (desk, endpoint) => {
      const [id] = await desk.take(1);
      const summaries = desk.open();
      assert.deepEqual(await summaries.keep([id!]), { made: 1, refused: 0 });
      assert.deepEqual(await summaries.keep([id!]), { made: 0, refused: 0 });
      assert.equal(endpoint.seen.length, 1);
      const at = "2026-11-20T12:00:00.000Z";
      const summary = { paperId: id, text: FIRST, model: "llama3", at };
      assert.deepEqual(
        await summaries.findMany([id!, "2611.99999" as PaperId]),
        new Map([[id, summary]]),
      );
    }));

  test("pages that are kept learn of a new summary from the change log", () =>
    withDesk(async (desk) => {
      const ids = await desk.take(2);
      const before = await desk.papers.lastChange();
      await desk.open().keep(ids);
      const { papers } = await desk.papers.changedPapersSince(before, 10);
      assert.deepEqual(papers.map(({ id }) => id).toSorted(), ids);
    }));

  test("a summary of what the abstract was is not shown, and made anew", () =>
    withDesk(async (desk) => {
      const [id] = await desk.take(1);
      const summaries = desk.open();
      await summaries.keep([id!]);
      await desk.take(1, "A film of water keeps the teeth of gears apart.");
      assert.equal((await summaries.findMany([id!])).size, 0);
      await summaries.keep([id!]);
      assert.match((await summaries.findMany([id!])).get(id!)!.text, /film of water/);
    }));

  test("another model has summaries of its own", () =>
    withDesk(async (desk) => {
      const [id] = await desk.take(1);
      await desk.open().keep([id!]);
      const other = desk.open({ model: "qwen3" });
      assert.equal((await other.findMany([id!])).size, 0);
      assert.deepEqual(await other.keep([id!]), { made: 1, refused: 0 });
      assert.equal((await desk.open().findMany([id!])).get(id!)?.model, "llama3");
    }));

  test("what is no summary is shown to nobody, and not asked for again", () =>
    withDesk(
      async (desk, endpoint) => {
        const [id] = await desk.take(1);
        const summaries = desk.open();
        assert.deepEqual(await summaries.keep([id!]), { made: 0, refused: 1 });
        assert.deepEqual(await summaries.keep([id!]), { made: 0, refused: 0 });
        assert.equal((await summaries.findMany([id!])).size, 0);
        assert.equal(endpoint.seen.length, 1);
        assert.match(desk.said.join(), /it holds an address/);
      },
      () => "Gears with teeth apart by oil: see https://evil.example/ for all clocks.",
    ));

  test("no more papers are summed up in 24 hours than the operator wants, newest first", () =>
    withDesk(async (desk) => {
      const ids = await desk.take(5);
      const summaries = desk.open({ papersPerDay: 3 });
      assert.deepEqual(await summaries.keep(ids), { made: 3, refused: 0 });
      assert.deepEqual(await summaries.keep(ids), { made: 0, refused: 0 });
      assert.deepEqual([...(await summaries.findMany(ids)).keys()].toSorted(), ids.slice(0, 3));
      const nextDay = desk.open({ papersPerDay: 3 }, { clock: fixedClock("2026-11-21T12:00:01Z") });
      assert.deepEqual(await nextDay.keep(ids), { made: 2, refused: 0 });
    }));

  test("short abstracts are their own summary, and papers out of sight have none", () =>
    withDesk(async (desk, endpoint) => {
      const [id] = await desk.take(1);
      const short = aRecord({ abstract: "Gears wear." });
      await desk.papers.ingest([short], day("2026-11-20"));
      const summaries = desk.open();
      await summaries.keep([short.arxivId as PaperId, id!]);
      assert.equal(endpoint.seen.length, 1);
      await desk.papers.hide(id!, true);
      assert.equal((await summaries.findMany([id!])).size, 0);
    }));

  test("when the endpoint fails amid a round, what was made is kept and the failure told", () =>
    withDesk(async (desk, endpoint) => {
      const ids = await desk.take(3);
      endpoint.planned.push((_, response) => answerChat(response, FIRST));
      for (let at = 0; at < 4; at++) {
        endpoint.planned.push((_, response) => answerJson(response, 503, ""));
      }
      const summaries = desk.open();
      await assert.rejects(summaries.keep(ids), { code: "unavailable", message: /answered 503/ });
      assert.deepEqual([...(await summaries.findMany(ids)).keys()], ids.slice(0, 1));
      assert.deepEqual(await summaries.keep(ids), { made: 2, refused: 0 });
    }));

  test("without an endpoint nothing is summed up", () =>
    withDesk(async (desk, endpoint) => {
      const ids = await desk.take(1);
      const off = desk.open({}, { settings: undefined });
      assert.equal(off.isOn, false);
      assert.deepEqual(await off.keep(ids), { made: 0, refused: 0 });
      assert.equal((await off.findMany(ids)).size, 0);
      assert.equal(endpoint.seen.length, 0);
    }));
});
