import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import type { PaperWithTally } from "#papers";
import { hostileStrings, hostileText } from "../../test/support/hostile-text.ts";
import { aPaper } from "../../test/support/papers.ts";
import { webParts } from "../../test/support/web-parts.ts";
import { createWeb } from "./web.ts";

const ORIGIN = "http://127.0.0.1:3000";

/** A paper every field of which says `text`. */
function saying(text: string): PaperWithTally {
  return aPaper({
    id: "2611.77777",
    title: text,
    abstract: `${text}. ${text}. Words follow.`,
    authors: [{ name: text, affiliations: [text] }],
    organizations: [text],
    categories: [text],
    keywords: [text],
    venue: text,
    remark: text,
    journalReference: text,
    license: text,
    links: [{ kind: "other", url: text }],
    tally: { upvotes: 1, comments: 1 },
  });
}

/** Tags that a page has although no text of a paper may bring them about. */
const ownTags =
  /^<(?:script type="module" src="\/assets\/[\w.-]+"|svg (?:hidden|aria-hidden|class="hist")[^>]*)>$/;

/** Every tag that could do harm: by its name, a handler, a style or an address. */
function harmfulTags(page: string): string[] {
  const tags = page.match(/<[a-z][^>]*>/gi) ?? [];
  return tags.filter((tag) => {
    const bare = tag.replace(/"[^"]*"/g, '""');
    const isActive = /^<(?:script|img|iframe|object|embed|style|base|svg)\b/i.test(tag);
    const isArmed =
      /\s(?:on\w+|style)=/i.test(bare) ||
      /\s(?:href|src|action|formaction)="\s*(?:javascript|data):/i.test(tag);
    return isArmed || (isActive && !ownTags.test(tag));
  });
}

const addresses = ["/", "/search?q=words", "/papers/2611.77777", "/papers/2611.77777/similar"];

describe("texts that come from outside", () => {
  test("stay text in every field of every page", async () => {
    for (const text of hostileStrings) {
      const web = createWeb(webParts([saying(text), aPaper()]));
      for (const address of addresses) {
        const response = await web.fetch(new Request(ORIGIN + address));
        assert.equal(response.status, 200, `${address} with ${text.slice(0, 40)}`);
        assert.deepEqual(harmfulTags(await response.text()), []);
      }
    }
  });

  test("any address is answered, never with a fault of ours", async () => {
    const web = createWeb(webParts([saying("gears"), aPaper()]));
    const paths = fc.constantFrom(
      "/search?q=",
      "/papers/",
      "/authors/",
      "/daily/",
      "/search?venue=",
    );
    await fc.assert(
      fc.asyncProperty(paths, hostileText, async (path, text) => {
        const address = ORIGIN + path + encodeURIComponent(text.toWellFormed()).slice(0, 3_000);
        if (!URL.canParse(address)) return;
        const response = await web.fetch(new Request(address));
        assert.ok(response.status < 500, `${address}: ${response.status}`);
        assert.deepEqual(harmfulTags(await response.text()), []);
      }),
      { numRuns: 150 },
    );
  });
});
