import assert from "node:assert/strict";
import { test } from "node:test";
import { parsePeriod } from "#editions";
import type { PaperWithTally } from "#papers";
import { listEditions } from "../../../test/support/digests.ts";
import { assertGolden } from "../../../test/support/golden.ts";
import { aPaper } from "../../../test/support/papers.ts";
import { composeDigest, renderDateline } from "./compose.ts";
import { toDigestMessage } from "./digest-message.ts";
import { createLinks } from "./links.ts";

const site = { title: "Broadsheet", url: "https://papers.example.org", timeZone: "UTC" };
const sender = { name: "Broadsheet", address: "papers@example.org", domain: "example.org" };
const reader = {
  subscriber_id: "reader-000000001",
  email: "ada@example.org",
  state: "active",
  cadence: "daily",
  hour: 8,
  time_zone: "Europe/Berlin",
  token_salt: "salt",
  created_at: "2026-11-03T09:00:00.000Z",
  confirmed_at: "2026-11-03T09:05:00.000Z",
  confirmation_sent_at: null,
  confirmations_sent: 1,
};
const links = createLinks(site, reader, (purpose) => `${purpose.charAt(0)}TOKEN`);

async function messageOf(papers: readonly PaperWithTally[], period = "2026-11-20") {
  const parts = {
    editions: listEditions(papers, () => true),
    papers: { findMany: async () => [...papers].reverse() },
  };
  const digest = await composeDigest(parts, site, parsePeriod(period));
  return toDigestMessage(digest, links, sender);
}

const lead = aPaper({
  id: "2611.00001",
  title: 'Slow Rivers: A \\emph{Patient} Account of $O(n^2)$ Meanders & Their "Banks"',
  abstract: "We show that a river given time enough visits every point of its plain <b>twice</b>.",
  authors: [
    "Ada Lovelace",
    "Blaise Pascal",
    "Chien-Shiung Wu",
    "Emmy Noether",
    "Sofya Kovalevskaya",
  ],
  categories: ["physics.geo-ph"],
  arxivId: "2611.00001",
  tally: { upvotes: 206, comments: 1 },
});
const second = aPaper({
  id: "doi:10.5555/river.2",
  title: "Where the Water Went",
  abstract: "We ask where the water went and find that it went down.",
  authors: [],
  categories: [],
});

test("both parts are these very bytes", async () => {
  const { subject, text, html, headers } = await messageOf([lead, second]);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  assertGolden("digest.txt", text);
  assertGolden("digest.html", html);
  assertGolden("digest.headers", `${[`Subject: ${subject}`, ...lines].join("\n")}\n`);
});

test("the subject is the lead's title and how many more there are", async () => {
  assert.match((await messageOf([lead, second])).subject, /^Slow Rivers: .*, and 1 more$/);
  assert.equal((await messageOf([second])).subject, "Where the Water Went");
  const long = aPaper({ title: "word ".repeat(200) });
  assert.ok((await messageOf([long, second])).subject.length < 140);
});

test("the first ten of an edition are shown, and the way to the rest", async () => {
  const papers = Array.from({ length: 34 }, (_, index) => aPaper({ title: `Paper ${index + 1}.` }));
  const { text, html } = await messageOf(papers);
  assert.match(text, /10\. Paper 10\./);
  assert.ok(!text.includes("Paper 11."));
  assert.match(text, /The first ten of 34 papers/);
  assert.match(html, /See all 34 papers/);
});

test("the HTML part is small, has no pictures, scripts or tracking, and says everything the text does", async () => {
  const huge = Array.from({ length: 10 }, (_, index) =>
    aPaper({
      title: `${index} ${"&<>\"'".repeat(800)}`,
      abstract: `We ${"&".repeat(5_000)}.`,
      authors: Array.from({ length: 400 }, () => `"An" <Author> & ${"'".repeat(500)}`),
    }),
  );
  const { html } = await messageOf(huge);
  assert.ok(Buffer.byteLength(html) <= 80 * 1024, `${Buffer.byteLength(html)} bytes`);
  assert.ok(!/<(img|script|link|iframe|object|form)\b/i.test(html));
  assert.ok(!/url\(|@import/i.test(html));
  const hosts = [...html.matchAll(/https?:\/\/([^/"?]+)/g)].map((match) => match[1]);
  assert.deepEqual([...new Set(hosts)], ["papers.example.org"]);
});

test("a title can not turn the direction of what stands after it", async () => {
  const turned = aPaper({ title: "\u202ESlow\u2067 Rivers" });
  const { subject, text, html } = await messageOf([turned, second]);
  assert.equal(subject, "Slow Rivers, and 1 more");
  for (const part of [text, html]) assert.doesNotMatch(part, /[\u202A-\u202E\u2066-\u2069]/);
});

test("the way out stands before the first paper and at the end, in both parts", async () => {
  const { text, html } = await messageOf([lead, second]);
  for (const part of [text, html]) {
    const first = part.indexOf(links.unsubscribeUrl);
    assert.ok(first > 0 && first < part.indexOf("Slow Rivers", part.indexOf("<h1") + 1) + 1);
    assert.ok(part.lastIndexOf(links.unsubscribeUrl) > part.indexOf("Where the Water Went"));
  }
});

test("each link and each line of the HTML part stands in the text part too", async () => {
  const { text, html } = await messageOf([lead, second]);
  const words = text.replaceAll(/\s+/g, " ");
  for (const [, href = ""] of html.matchAll(/href="([^"]+)"/g)) {
    assert.ok(href === `${site.url}/` || text.includes(href), href);
  }
  const blocks = html.matchAll(/<(h2|p)[^>]*>(.*?)<\/\1>/g);
  for (const [, , block = ""] of blocks) {
    for (const piece of block.replaceAll(/<[^>]+>/g, "").split(" &nbsp;·&nbsp; ")) {
      assert.ok(words.includes(unescaped(piece)), piece);
    }
  }
});

function unescaped(html: string): string {
  const entities = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&" };
  return Object.entries(entities).reduce((text, [from, to]) => text.replaceAll(from, to), html);
}

test("plain text keeps to 72 columns but for addresses", async () => {
  const { text } = await messageOf([lead, second]);
  const long = text.split("\n").filter((line) => line.length > 72 && !line.includes("https://"));
  assert.deepEqual(long, []);
});

test("datelines of days, weeks and months", () => {
  assert.equal(renderDateline(parsePeriod("2026-11-20")), "Friday, 20 November 2026");
  assert.equal(renderDateline(parsePeriod("2026-W47")), "Week 47, 16–22 November 2026");
  assert.equal(
    renderDateline(parsePeriod("2026-W49")),
    "Week 49, 30 November 2026 – 6 December 2026",
  );
  assert.equal(renderDateline(parsePeriod("2026-11")), "November 2026");
});

test("an edition without papers has no digest", async () => {
  await assert.rejects(messageOf([]), { code: "not_found" });
});
