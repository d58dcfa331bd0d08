import { test } from "node:test";
import { channelKinds } from "#channels";
import type { Post } from "../../src/channels/posts/post.ts";
import { services } from "../../src/channels/services/services.ts";
import { assertGolden } from "../support/golden.ts";

const site = { title: "Broadsheet", url: "https://papers.example.org" };
const post: Post = {
  at: "2026-11-20T09:00:00.000Z",
  title: "Reading group",
  dateline: "Thursday, 19 November 2026",
  url: `${site.url}/search?q=gears&sort=new`,
  site,
  papers: [
    {
      id: "2611.00001",
      title: "Springs that remember: x < y & *more*",
      authors: "Ada Lovelace, Blaise Pascal and 4 more",
      sentence: "We show that springs remember what bent them.",
      label: "physics.class-ph",
      reason: "About “gears”",
      upvotes: 12,
      comments: 3,
      url: `${site.url}/papers/2611.00001`,
      threadUrl: `${site.url}/papers/2611.00001#comments`,
      pdfUrl: "https://arxiv.org/pdf/2611.00001",
      codeUrl: "https://github.com/ada/springs",
    },
    {
      id: "doi:10.1234/gears",
      title: "Gears of the World, with @ada",
      authors: "Sofya Kovalevskaya",
      sentence: "",
      label: "",
      reason: "",
      upvotes: 1,
      comments: 0,
      url: `${site.url}/papers/doi:10.1234/gears`,
      threadUrl: `${site.url}/papers/doi:10.1234/gears#comments`,
    },
  ],
  replies: [],
  more: 2,
};
const address = {
  slack: { url: "https://hooks.slack.com/services/T0000/B0000/KEY" },
  discord: { url: "https://discord.com/api/webhooks/1234567890/KEY" },
  telegram: { token: "123456:KEY", room: "@readinggroup" },
  feishu: { url: "https://open.feishu.cn/open-apis/bot/v2/hook/KEY", token: "SIGNING" },
  mattermost: { url: "https://chat.example.org/hooks/KEY" },
  matrix: { url: "https://matrix.example.org", token: "TOKEN", room: "!room:example.org" },
  webhook: { url: "https://example.org/take" },
} as const;
const envelope = {
  id: "post_0123456789abcdefghijklmnopq",
  at: new Date("2026-11-20T09:00:05Z"),
  secret: "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
};

for (const kind of channelKinds) {
  test(`the post of two papers to ${kind} is what it was`, () => {
    const { body, ...head } = services[kind].request(post, address[kind], envelope);
    const shown = { ...head, body: JSON.parse(body) };
    assertGolden(`channels/${kind}.json`, `${JSON.stringify(shown, undefined, 2)}\n`);
  });
}
