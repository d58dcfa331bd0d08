import assert from "node:assert/strict";
import { test } from "node:test";
import { openChatServer } from "../channels/chat-server.ts";
import { discordRules } from "../channels/services/discord-rules.ts";
import { slackRules } from "../channels/services/slack-rules.ts";
import { aWish } from "../support/channels.ts";
import { openCommunitySite } from "../support/community-site.ts";
import { aRecord } from "../support/papers.ts";

const DAY_MS = 86_400_000;

test("from papers that come in to what groups read: by category, by topic, by votes of a week ago", async () => {
  const now = () => site.clock.now();
  const slack = await openChatServer(slackRules, () => now());
  const discord = await openChatServer(discordRules, () => now());
  const gear = (arxivId: string, title: string, category: string) =>
    aRecord({ arxivId, title, categories: [category], announcedOn: "2026-11-20" });
  const site = await openCommunitySite({
    now: "2026-11-20T07:00:00Z",
    inside: [slack.host, discord.host],
    records: [
      gear("2611.00001", "Gears that turn", "physics.class-ph"),
      gear("2611.00002", "Gears that rest", "physics.class-ph"),
      gear("2611.00003", "Sonnets of the sea", "cs.CL"),
    ],
  });
  try {
    const ada = await site.actor("ada");
    const { channels, community } = site;
    const { account } = ada;
    const physics = { kind: "category", target: "physics.class-ph" } as const;
    const inSlack = aWish("slack", slackRules.address(slack.origin), { subject: physics });
    await channels.create(account, inSlack);
    const inDiscord = aWish("discord", discordRules.address(discord.origin), {
      title: "A week later",
      subject: { kind: "edition", target: "" },
      filter: { minUpvotes: 1 },
      daysAgo: 7,
    });
    await channels.create(account, inDiscord);
    site.clock.advance(DAY_MS + 3 * 3_600_000);
    await site.catchUp();
    await channels.run(site.clock.now());
    const [post] = slack.shown;
    assert.ok(post, slack.broken.join());
    assert.ok(post.text.includes("Gears that turn") && post.text.includes("Gears that rest"));
    assert.ok(!post.text.includes("Sonnets"));
    const thread = `${site.url}/papers/2611.00001#comments`;
    assert.ok(post.links.some(({ url }) => url === thread));
    assert.equal((await site.ask("/papers/2611.00001")).status, 200);
    assert.equal(discord.shown.length, 0);

    await community.votes.cast(await site.actor("grace"), "2611.00003" as never);
    for (let days = 0; days < 7; days++) {
      site.clock.advance(DAY_MS);
      await site.catchUp();
      await channels.run(site.clock.now());
    }
    assert.equal(slack.shown.length, 1);
    assert.equal(discord.shown.length, 1, discord.broken.join());
    assert.ok(discord.shown[0]!.text.includes("Sonnets of the sea"));
    assert.ok(!discord.shown[0]!.text.includes("Gears"));
    assert.match(discord.shown[0]!.text, /20 November 2026/);
    assert.deepEqual([slack.broken, discord.broken, site.faults], [[], [], []]);
  } finally {
    await site.close();
    await slack.close();
    await discord.close();
  }
});
