import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { AppError } from "#platform";
import { siteWith } from "../../test/support/digest-site.ts";
import { aDigest, aSubscriber, issues, notingDesk } from "../../test/support/subscriber-desk.ts";
import { parseXml } from "../../test/support/xml-tree.ts";

describe("the archive of a digest", () => {
  const site = siteWith({ digests: notingDesk().desk });

  test("it shows every issue, and says where nothing was sent", async () => {
    const page = await site.page("/digests/rTOKEN");
    assert.match(
      page,
      /href="\/digests\/rTOKEN\/2026-11-20">Read this issue<span class="vh"> of Friday, 20/,
    );
    assert.match(page, /Nothing new, so nothing was sent/);
    assert.match(page, /sent by mail/);
  });

  test("an issue shows its papers with the reasons, and the replies", async () => {
    const page = await site.page("/digests/rTOKEN/2026-11-20");
    assert.match(page, /Because you upvoted “Gears &amp; Wheels”; shared words: gear, wheel/);
    assert.match(page, /Have you tried it with smaller gears\?/);
    assert.match(page, /<p class="abs">[^<]{20,}/, "the sentence that the mail has too");
    assert.match(page, /2 of 34 papers that matched/);
  });

  test("an issue that is not there, or not any more, is a page that says so", async () => {
    const { desk } = notingDesk();
    const message = "The issue of 2026-05-01 is gone: issues are kept for 180 days";
    const issue = () => Promise.reject(new AppError("not_found", message));
    const { get } = siteWith({ digests: { ...desk, issue } });
    for (const path of ["/digests/rTOKEN/2026-05-01", "/digests/rTOKEN/2026-05-01.json"]) {
      const response = await get(path);
      assert.equal(response.status, 404, path);
      assert.ok((await response.text()).includes(message), path);
    }
  });

  for (const [format, type] of [
    ["atom", "application/atom+xml"],
    ["rss", "application/rss+xml"],
    ["feed.json", "application/feed+json"],
    ["json", "application/json"],
    ["md", "text/markdown"],
  ] as const) {
    test(`it is served as ${format}, and so is each issue`, async () => {
      for (const path of ["/digests/rTOKEN", "/digests/rTOKEN/2026-11-20"]) {
        const response = await site.get(`${path}.${format}`);
        assert.equal(response.status, 200, path);
        assert.ok(response.headers.get("content-type")?.startsWith(type));
        assert.match(response.headers.get("cache-control") ?? "", /^private/);
        const body = await response.text();
        assert.match(body, /Because you upvoted “Gears/);
        const shown = issues[0]?.papers.length ?? 0;
        assert.ok((body.match(/Because you upvoted/g) ?? []).length >= shown);
      }
    });
  }

  test("the feed of a digest of replies holds what was said", async () => {
    const { desk } = notingDesk();
    const subject = { kind: "replies", target: "", label: "Replies to your comments" } as const;
    const openRead = async () => aDigest({ subject });
    const { page } = siteWith({ digests: { ...desk, openRead } });
    for (const format of ["atom", "rss", "feed.json", "json", "md"]) {
      const body = await page(`/digests/rTOKEN.${format}`);
      assert.match(body, /Have you tried it with smaller gears/, format);
      assert.match(body, /Emmy Noether/, format);
    }
  });
});

test("no word of a digest's subject, reason or reply becomes markup on its pages or in its feeds", async () => {
  const hostile = '"><img src=x onerror=alert(1)>]]>&';
  const subject = { kind: "topic", target: hostile, label: hostile } as const;
  const hostileDigest = aDigest({ subject });
  const { desk } = notingDesk(
    aSubscriber({ email: `a@b.org${hostile}`, digests: [hostileDigest] }),
  );
  const [first] = issues;
  const issue = {
    ...first!,
    papers: first!.papers.map((paper) => ({
      ...paper,
      reason: { ...paper.reason, text: hostile, terms: [hostile] },
    })),
    replies: first!.replies.map((reply) => ({ ...reply, by: hostile, text: hostile })),
  };
  const { page } = siteWith({
    digests: {
      ...desk,
      openRead: async () => hostileDigest,
      issues: async () => ({ total: 1, issues: [issue] }),
      issue: async () => issue,
    },
  });
  const paths = ["/preferences?t=m", "/preferences/digest-000000001?t=m", "/unsubscribe?t=s"];
  const read = ["", ".atom", ".rss", ".md", "/2026-11-20", "/2026-11-20.atom"];
  for (const path of [...paths, ...read.map((suffix) => `/digests/rTOKEN${suffix}`)]) {
    assert.doesNotMatch(await page(path), /(?<!\\)<img src=x/, path);
  }
  for (const path of ["/digests/rTOKEN.atom", "/digests/rTOKEN.rss"]) {
    assert.match(JSON.stringify(parseXml(await page(path))), /onerror=alert/, path);
  }
});
