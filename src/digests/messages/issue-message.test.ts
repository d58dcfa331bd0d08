import assert from "node:assert/strict";
import { test } from "node:test";
import type { PaperId, PaperWithTally } from "#papers";
import type { PickReason } from "#picks";
import { assertGolden } from "../../../test/support/golden.ts";
import { aPaper, paperId } from "../../../test/support/papers.ts";
import { renderDateline } from "./dateline.ts";
import { MAX_HTML_BYTES } from "./fit.ts";
import type { MailDigest, MailIssue } from "./issue-content.ts";
import { issueLinks } from "./issue-links.ts";
import { createIssueWriter, type IssueToWrite } from "./issue-message.ts";

const site = { title: "Broadsheet", url: "https://papers.example.org", timeZone: "UTC" };
const sender = { name: "Broadsheet", address: "papers@example.org", domain: "example.org" };
const tokens = {
  stop: "sTOKEN",
  manage: "mTOKEN",
  read: "rTOKEN",
  mark: (id: PaperId) => `k${id}`,
};

const edition: MailDigest = {
  subject: { kind: "edition", target: "", label: "The daily edition" },
  schedule: { cadence: "daily", weekday: 1, hour: 8, timeZone: "Europe/Berlin" },
  createdAt: "2026-11-03T09:00:00.000Z",
};
const forMe: MailDigest = {
  ...edition,
  subject: { kind: "for-me", target: "", label: "For you" },
};
const plainReason: PickReason = { kind: "edition", text: "", terms: [] };

/** An issue that brings these papers, with their votes and comments. */
function issueOf(papers: readonly PaperWithTally[], traits: Partial<MailIssue> = {}): MailIssue {
  return {
    period: "2026-11-20",
    days: { from: "2026-11-20", until: "2026-11-20" },
    papers: papers.map(({ id, tally }) => ({
      paperId: id,
      reason: plainReason,
      upvotes: tally.upvotes,
      comments: tally.comments,
    })),
    replies: [],
    total: papers.length,
    ...traits,
  };
}

async function messageOf(
  papers: readonly PaperWithTally[],
  { digest = edition, issue = issueOf(papers) }: Partial<IssueToWrite> = {},
) {
  const writer = createIssueWriter({
    papers: { findMany: async () => [...papers].reverse() },
    summaries: {
      isOn: true,
      findMany: async () =>
        new Map(
          papers
            .filter(({ title }) => title.includes("summed up"))
            .map(({ id }) => [
              id,
              {
                paperId: id,
                text: "A short account.",
                model: "qwen3:8b",
                at: "2026-11-20T07:00:00Z",
              },
            ]),
        ),
    },
    site,
    sender,
  });
  const links = issueLinks(site, tokens, issue.period);
  const [message] = await writer.write([{ digest, issue, links }]);
  assert.ok(message);
  return message;
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
  keywords: ["river networks"],
  links: [{ kind: "code", url: "https://code.example.org/rivers?a=1&b=2" }],
  arxivId: "2611.00001",
  tally: { upvotes: 206, comments: 1 },
});
const second = aPaper({
  id: "doi:10.5555/river.2",
  title: "Where the Water Went, summed up",
  abstract: "We ask where the water went and find that it went down.",
  authors: [],
  categories: [],
  links: [{ kind: "code", url: "javascript:alert(1)" }],
});
const reasons: PickReason[] = [
  {
    kind: "liked",
    text: "Because you upvoted “A Theory of Banks”",
    terms: ["meander", "flood plain"],
    paperId: paperId("2611.00009"),
  },
  { kind: "exploration", text: "Outside what you read, shown once", terms: [] },
];
const personal: MailIssue = {
  ...issueOf([lead, second], { total: 34 }),
  papers: issueOf([lead, second]).papers.map((paper, index) => ({
    ...paper,
    reason: reasons[index] ?? plainReason,
  })),
  replies: [
    {
      commentId: "c0",
      paperId: lead.id,
      by: "Blaise <Pascal>",
      text: "Have you\ntried it <i>twice</i>?",
      at: "2026-11-20T05:00:00.000Z",
    },
  ],
};

test("both parts of a mail for one reader are these very bytes", async () => {
  const { subject, text, html, headers } = await messageOf([lead, second], {
    digest: forMe,
    issue: personal,
  });
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  assertGolden("digest.txt", text);
  assertGolden("digest.html", html);
  assertGolden("digest.headers", `${[`Subject: ${subject}`, ...lines].join("\n")}\n`);
});

test("the subject is the lead's title and how many more there are", async () => {
  assert.match((await messageOf([lead, second])).subject, /^Slow Rivers: .*, and 1 more$/);
  assert.equal((await messageOf([second])).subject, "Where the Water Went, summed up");
  const long = aPaper({ title: "word ".repeat(200) });
  assert.ok((await messageOf([long, second])).subject.length < 140);
  const all = issueOf([lead], { total: 34 });
  assert.match((await messageOf([lead], { issue: all })).subject, /, and 33 more$/);
  const chosen = await messageOf([lead, second], { digest: forMe, issue: personal });
  assert.match(chosen.subject, /, and 1 more$/);
});

test("an issue of replies alone says who answered", async () => {
  const issue = { ...personal, papers: [], total: 0 };
  const { subject, text, html } = await messageOf([lead], { digest: forMe, issue });
  assert.equal(subject, "Blaise <Pascal> answered your comment");
  assert.match(text, /One reply to your comments\./);
  assert.match(html, /Blaise &lt;Pascal&gt;, on Slow Rivers/);
  assert.match(html, /papers\/2611\.00001#c-c0/);
});

test("what an edition holds beyond the mail is one link away", async () => {
  const papers = Array.from({ length: 10 }, (_, index) => aPaper({ title: `Paper ${index + 1}.` }));
  const issue = issueOf(papers, { total: 34 });
  const { text, html } = await messageOf(papers, { issue });
  assert.match(text, /10\. Paper 10\./);
  assert.match(text, /Good morning\. Ten of the 34 papers of this edition/);
  assert.match(
    html,
    /href="https:\/\/papers\.example\.org\/daily\/2026-11-20"[^>]*>See all 34 papers/,
  );
});

test("fifty papers of any length fit in 80 KB: titles stand for what has no room, then a link", async () => {
  const huge = Array.from({ length: 50 }, (_, index) =>
    aPaper({
      title: `${index} ${"&<>\"'".repeat(800)}`,
      abstract: `We ${"&".repeat(5_000)}.`,
      authors: Array.from({ length: 400 }, () => `"An" <Author> & ${"'".repeat(500)}`),
    }),
  );
  const { html, text } = await messageOf(huge);
  assert.ok(Buffer.byteLength(html) <= MAX_HTML_BYTES, `${Buffer.byteLength(html)} bytes`);
  assert.match(html, /\d+ more papers on the web/);
  assert.match(text, /\d+ more papers on the web: https:/);
  assert.match(html, /Earlier issues and feeds/);
  const usual = Array.from({ length: 50 }, (_, index) => aPaper({ title: `Usual ${index}.` }));
  const roomy = await messageOf(usual);
  assert.ok(Buffer.byteLength(roomy.html) <= MAX_HTML_BYTES);
  for (const part of [roomy.html, roomy.text]) assert.match(part, /Usual 49\./);
});

test("the HTML part has no pictures, scripts or tracking, and nothing but its own links", async () => {
  const { html } = await messageOf([lead, second], { digest: forMe, issue: personal });
  assert.ok(!/<(img|script|link|iframe|object|form)\b/i.test(html));
  assert.ok(!/url\(|@import|javascript:/i.test(html));
  const hosts = [...html.matchAll(/https?:\/\/([^/"?]+)/g)].map((match) => match[1]);
  assert.deepEqual([...new Set(hosts)].toSorted(), [
    "arxiv.org",
    "code.example.org",
    "papers.example.org",
  ]);
});

test("a title can not turn the direction of what stands after it, nor break a line", async () => {
  const turned = aPaper({ title: "\u202ESlow\u2067\r\nRivers" });
  const { subject, text, html } = await messageOf([turned, second]);
  assert.equal(subject, "Slow Rivers, and 1 more");
  for (const part of [text, html]) assert.doesNotMatch(part, /[\u202A-\u202E\u2066-\u2069]/);
});

test("the way out stands before the first paper and at the end, in both parts", async () => {
  const { text, html } = await messageOf([lead, second]);
  for (const part of [text, html]) {
    const first = part.indexOf("/unsubscribe?t=sTOKEN");
    assert.ok(first > 0 && first < part.indexOf("Slow Rivers", part.indexOf("<h1") + 1) + 1);
    assert.ok(part.lastIndexOf("/unsubscribe?t=sTOKEN") > part.indexOf("Where the Water Went"));
    assert.ok(part.includes("/unsubscribe/weekly?t=sTOKEN"));
  }
});

test("a weekly digest does not offer to come weekly", async () => {
  const digest = { ...edition, schedule: { ...edition.schedule, cadence: "weekly" as const } };
  const { text, html } = await messageOf([lead], { digest });
  for (const part of [text, html]) assert.doesNotMatch(part, /Weekly instead/);
  assert.match(text.replaceAll(/\s+/g, " "), /weekly, on Mondays at 08:00/);
});

test("each link and each line of the HTML part stands in the text part too", async () => {
  const { text, html } = await messageOf([lead, second], { digest: forMe, issue: personal });
  const words = text.replaceAll(/\s+/g, " ");
  for (const [, href = ""] of html.matchAll(/href="([^"]+)"/g)) {
    assert.ok(href === `${site.url}/` || text.includes(unescaped(href)), href);
  }
  for (const [, , block = ""] of html.matchAll(/<(h2|p)[^>]*>(.*?)<\/\1>/g)) {
    for (const piece of block.replaceAll(/<[^>]+>/g, "").split(/ &nbsp;· &nbsp;/)) {
      assert.ok(words.includes(unescaped(piece)), piece);
    }
  }
});

function unescaped(html: string): string {
  const entities = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&" };
  return Object.entries(entities).reduce((text, [from, to]) => text.replaceAll(from, to), html);
}

test("plain text keeps to 72 columns but for addresses", async () => {
  const { text } = await messageOf([lead, second], { digest: forMe, issue: personal });
  const long = text.split("\n").filter((line) => line.length > 72 && !line.includes("https://"));
  assert.deepEqual(long, []);
});

test("datelines of days, weeks, months and instants", () => {
  const line = (period: string, from = "2026-11-16", until = "2026-11-22") =>
    renderDateline({ period, days: { from, until } }, "Europe/Berlin");
  assert.equal(line("2026-11-20"), "Friday, 20 November 2026");
  assert.equal(line("2026-W47"), "Week 47, 16–22 November 2026");
  assert.equal(
    line("2026-W49", "2026-11-30", "2026-12-06"),
    "Week 49, 30 November 2026 – 6 December 2026",
  );
  assert.equal(line("2026-W47", "2026-11-15", "2026-11-21"), "15–21 November 2026");
  assert.equal(line("2026-11"), "November 2026");
  assert.equal(line("2026-11-20T10:15Z"), "Friday, 20 November 2026, 11:15 CET");
});

test("an issue whose papers are all gone has no mail", async () => {
  const writer = createIssueWriter({ papers: { findMany: async () => [] }, site, sender });
  const [message] = await writer.write([{ digest: edition, issue: issueOf([lead]) }]);
  assert.equal(message, undefined);
});

test("no word of a label, a reason, a term or a reply becomes markup, a header or a line of its own", async () => {
  const hostile = '"><img src=x onerror=alert(1)>\r\nBcc: evil@example.org\u202E';
  const digest = { ...forMe, subject: { kind: "topic", target: hostile, label: hostile } } as const;
  const issue: MailIssue = {
    ...personal,
    papers: personal.papers.map((paper) => ({
      ...paper,
      reason: { kind: "topic", text: hostile, terms: [hostile] },
    })),
    replies: personal.replies.map((reply) => ({ ...reply, by: hostile, text: hostile })),
  };
  const { subject, text, html, headers } = await messageOf([lead, second], { digest, issue });
  assert.doesNotMatch(html, /<img/);
  for (const part of [text, html]) assert.doesNotMatch(part, /\u202E/);
  for (const value of [subject, ...Object.values(headers)]) assert.doesNotMatch(value, /[\r\n]/);
  assert.doesNotMatch(Object.values(headers).join("\n"), /evil/);
});
