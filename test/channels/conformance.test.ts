/** What every service gets, held to what the service has written down. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { channelKinds } from "#channels";
import type { PaperWithTally } from "#papers";
import { hostileStrings, hostileText } from "../support/hostile-text.ts";
import { aPaper } from "../support/papers.ts";
import { allRules, describeEachService, springs } from "./one-channel.ts";

test("there are rules for every kind of channel", () => {
  assert.deepEqual(allRules.map(({ kind }) => kind).sort(), [...channelKinds].sort());
});

describeEachService((rules, withChannel) => {
  test("shows five papers, each with its thread on this site", () =>
    withChannel(async ({ bench, chat, nextDay, get }) => {
      const brought = springs(7);
      bench.bring(...brought);
      await nextDay();
      assert.equal(chat.shown.length, 1);
      const [{ text, links }] = chat.shown as [(typeof chat.shown)[0]];
      for (const { title, id } of brought.slice(0, 5)) {
        assert.ok(text.includes(title), `${title} is not in ${text}`);
        const page = `https://papers.example.org/papers/${id}`;
        assert.ok(links.some(({ url }) => url === page));
        assert.ok(links.some(({ url }) => url === `${page}#comments`));
      }
      assert.ok(!text.includes("part 6"));
      assert.ok(text.includes("Gears") && text.includes("Ada Lovelace"));
      assert.ok(text.includes("12"), "votes");
      assert.ok(links.some(({ url }) => url === "https://github.com/ada/springs"));
      assert.ok((await get()).lastPostAt);
    }));

  for (const count of [10, 20]) {
    test(`keeps within every limit with ${count} papers that are as long as can be`, () =>
      withChannel(
        async ({ bench, chat, nextDay }) => {
          const long = {
            title: "Gears & <springs> ".repeat(80),
            abstract: "We *show* it. ".repeat(200),
            authors: Array.from({ length: 40 }, () => ({ name: "A".repeat(80), affiliations: [] })),
          };
          const id = `doi:10.1234/${"x".repeat(150)}`;
          bench.bring(aPaper({ id, ...long }), ...springs(count, long));
          await nextDay();
          assert.equal(chat.shown.length, 1);
          const threads = chat.shown[0]!.links.filter(({ url }) => url.endsWith("#comments"));
          assert.ok(threads.length >= 5, `${threads.length} papers are left`);
        },
        { papers: count },
      ));
  }

  test("shows twenty papers of usual length", () =>
    withChannel(
      async ({ bench, chat, nextDay }) => {
        bench.bring(...springs(20));
        await nextDay();
        assert.equal(chat.shown.length, 1);
        const { text, links } = chat.shown[0]!;
        assert.ok(text.includes("part 20"));
        assert.ok(links.filter(({ url }) => url.endsWith("#comments")).length >= 20);
      },
      { papers: 20 },
    ));

  test("shows hostile titles as they are, calls nobody, and links nowhere else", () =>
    withChannel(
      async ({ bench, chat, nextDay }) => {
        const nasty = [
          "*bold* _italic_ ~gone~ `code` **b** __u__ ||hidden||",
          "[here](https://evil.example) <https://evil.example|click> <b>x</b>",
          "@channel @here @everyone <!channel> <@123> <@&1> :smile: #town",
          "# Heading https://evil.example/a?b=c&d=e",
          "=== - not a line",
          "1. One > two & three < four \\ five | six $x$ !img",
        ];
        bench.bring(...nasty.map((title) => aPaper({ title: title.replaceAll("$", "\\$") })));
        await nextDay();
        const [{ text, links }] = chat.shown as [(typeof chat.shown)[0]];
        for (const line of [
          "**b** __u__ ||hidden||",
          "@channel @here",
          "# Heading",
          "> two & three <",
        ]) {
          if (rules.kind !== "webhook")
            assert.ok(text.includes(line), `${line} is not in\n${text}`);
        }
        for (const { url } of links) {
          assert.match(url, /^https:\/\/(papers\.example\.org|arxiv\.org)\//);
        }
      },
      { title: "Gears *and* <springs> @here", papers: 6 },
    ));

  test("keeps the rules whatever the texts are", () =>
    withChannel(async ({ bench, chat, nextDay }) => {
      const traits = fc.record({
        title: hostileText,
        abstract: hostileText,
        name: hostileText,
        category: hostileText,
      });
      bench.bring(...hostileStrings.map((title) => aPaper({ title, abstract: title })));
      await nextDay();
      await fc.assert(
        fc.asyncProperty(fc.array(traits, { minLength: 1, maxLength: 5 }), async (some) => {
          bench.bring(
            ...some.map(({ title, abstract, name, category }) =>
              aPaper({ title, abstract, authors: [name], categories: [category] }),
            ),
          );
          const before = chat.shown.length;
          await nextDay();
          assert.deepEqual(chat.broken, []);
          assert.equal(chat.shown.length, before + 1);
        }),
        { numRuns: 30 },
      );
    }));

  test("shows replies to one's comments", () =>
    withChannel(
      async ({ bench, chat, nextDay }) => {
        const [paper] = springs(1) as [PaperWithTally];
        bench.bring(paper);
        const reply = {
          commentId: "c1",
          paperId: paper.id,
          by: "Grace <Hopper>",
          text: "I *disagree*: see @channel",
          at: "2026-11-20T10:00:00Z",
        };
        bench.answer(() => ({ picks: [], replies: [reply], total: 0 }));
        await nextDay();
        const [{ text, links }] = chat.shown as [(typeof chat.shown)[0]];
        assert.ok(text.includes("Grace <Hopper>") && text.includes("I *disagree*: see @channel"));
        assert.ok(links.some(({ url }) => url.endsWith("/comments/c1")));
        await nextDay();
        assert.equal(chat.shown.length, 1, "a reply comes once");
      },
      { subject: { kind: "replies", target: "" } },
    ));

  test("takes a test at once, and says what the service says when it does not", () =>
    withChannel(async ({ bench, chat, owner, id }) => {
      await bench.channels.test(owner.id, id);
      assert.match(chat.shown[0]!.text, /test of Broadsheet/);
      chat.next({ kind: "closed" });
      await assert.rejects(bench.channels.test(owner.id, id), (error: Error) => {
        for (const word of rules.secrets) assert.ok(!error.message.includes(word), error.message);
        return /not taken/.test(error.message);
      });
    }));
});
