import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { hostileText } from "../../../test/support/hostile-text.ts";
import { aPaper, type PaperTraits } from "../../../test/support/papers.ts";
import { aList, sampleSite } from "../../../test/support/sample-list.ts";
import {
  allElements,
  childrenNamed,
  parseXml,
  textOf,
  type XmlElement,
} from "../../../test/support/xml-tree.ts";
import type { ListView } from "../views/list-view.ts";
import { renderAtom } from "./atom.ts";
import { renderJsonFeed } from "./json-feed.ts";
import { renderRss } from "./rss.ts";

const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;
const RFC_822 = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;
const TAG_URI = /^tag:[a-z0-9.-]+,\d{4}:[\w\-.~!$&'()*+,;=:@/?%]*$/;

test("Atom says what RFC 4287 asks for", () => assertAtom(aList()));
test("RSS says what its specification and best practices ask for", () => assertRss(aList()));
test("JSON Feed says what version 1.1 asks for", () => assertJsonFeed(aList()));

test("an entry keeps its id and dates from list to list and reading to reading", () => {
  const first = parseXml(renderAtom(aList(), sampleSite));
  const other = aList({ name: "search?q=gears", path: "/search?q=gears", title: "gears" });
  const second = parseXml(renderAtom(other, { ...sampleSite, title: "Renamed" }));
  const namesOf = (feed: XmlElement) =>
    childrenNamed(feed, "entry").map((entry) => [textOf(entry, "id"), textOf(entry, "updated")]);
  assert.deepEqual(namesOf(first), namesOf(second));
  assert.notEqual(textOf(first, "id"), textOf(second, "id"));
});

test("votes do not make an entry look new", () => {
  const [item] = aList().items;
  assert.ok(item);
  const tally = { ...item.paper.tally, upvotes: 1000, comments: 50 };
  const voted = aList({ items: [{ ...item, paper: { ...item.paper, tally } }] });
  const unvoted = aList({ items: [item] });
  assert.equal(renderAtom(voted, sampleSite), renderAtom(unvoted, sampleSite));
});

test("no text, however hostile, breaks a feed or gets out of its place", () => {
  const traits = fc.record({
    title: hostileText,
    abstract: hostileText,
    authors: fc.array(hostileText, { maxLength: 3 }),
    organizations: fc.array(hostileText, { maxLength: 2 }),
    categories: fc.array(hostileText, { maxLength: 2 }),
    keywords: fc.array(hostileText, { maxLength: 2 }),
    venue: hostileText,
    arxivId: hostileText,
    // An address is made of a DOI; decoding gives no lone surrogates.
    doi: hostileText.map((text) => text.toWellFormed()),
    links: fc.array(fc.record({ kind: fc.constantFrom("code", "other"), url: hostileText }), {
      maxLength: 3,
    }),
    versions: fc.array(fc.record({ number: fc.nat(), submittedAt: hostileText }), { maxLength: 2 }),
  });
  fc.assert(
    fc.property(traits, hostileText, hostileText, (said, title, reason) => {
      const paper = aPaper(said as PaperTraits);
      const view = aList({ title, subtitle: title, items: [{ rank: 1, paper, reason }] });
      assertAtom(view);
      assertRss(view);
      assertJsonFeed(view);
    }),
    { numRuns: 300 },
  );
});

function assertAtom(view: ListView): void {
  const feed = parseXml(renderAtom(view, sampleSite));
  assert.deepEqual([feed.name, feed.uri], ["feed", "http://www.w3.org/2005/Atom"]);
  for (const name of ["id", "title", "updated"]) assert.equal(childrenNamed(feed, name).length, 1);
  assert.match(textOf(feed, "id") ?? "", TAG_URI);
  assert.match(textOf(feed, "updated") ?? "", RFC_3339);
  assert.ok(childrenNamed(feed, "author").length > 0, "an author for entries that name none");
  const rels = childrenNamed(feed, "link").map((link) => link.attributes.rel);
  assert.deepEqual(rels, ["self", "alternate", ...(view.nextPath ? ["next"] : [])]);
  const entries = childrenNamed(feed, "entry");
  assert.equal(entries.length, view.items.length);
  assert.equal(new Set(entries.map((entry) => textOf(entry, "id"))).size, entries.length);
  for (const entry of entries) {
    for (const name of ["id", "title", "updated", "published", "content"]) {
      assert.equal(childrenNamed(entry, name).length, 1, name);
    }
    assert.match(textOf(entry, "id") ?? "", TAG_URI);
    assert.notEqual(textOf(entry, "title"), "");
    assert.match(textOf(entry, "updated") ?? "", RFC_3339);
    assert.ok((textOf(entry, "updated") ?? "") >= (textOf(entry, "published") ?? ""));
    const content = childrenNamed(entry, "content")[0];
    assert.equal(content?.attributes.type, "xhtml");
    assert.deepEqual(
      content?.children.map((child) => [child.name, child.uri]),
      [["div", "http://www.w3.org/1999/xhtml"]],
    );
    assertHarmless(content.children[0] as XmlElement);
  }
}

function assertRss(view: ListView): void {
  const rss = parseXml(renderRss(view, sampleSite));
  assert.equal(rss.attributes.version, "2.0");
  const [channel] = childrenNamed(rss, "channel");
  assert.ok(channel);
  for (const name of ["title", "link", "description", "lastBuildDate"]) {
    assert.equal(childrenNamed(channel, name).length, 1, name);
  }
  assert.match(textOf(channel, "lastBuildDate") ?? "", RFC_822);
  const [self] = childrenNamed(channel, "atom:link");
  assert.equal(self?.attributes.rel, "self");
  const items = childrenNamed(channel, "item");
  assert.equal(items.length, view.items.length);
  for (const item of items) {
    assert.equal(childrenNamed(item, "guid")[0]?.attributes.isPermaLink, "false");
    assert.match(textOf(item, "guid") ?? "", TAG_URI);
    assert.match(textOf(item, "pubDate") ?? "", RFC_822);
    assert.ok(URL.canParse(textOf(item, "link") ?? ""));
    assertHarmless(parseXml(`<div>${textOf(item, "content:encoded")}</div>`));
    const summary = parseXml(`<div>${textOf(item, "description") ?? ""}</div>`);
    assert.deepEqual(summary.children, []);
  }
}

function assertJsonFeed(view: ListView): void {
  const text = renderJsonFeed(view, sampleSite);
  assert.ok(text.isWellFormed());
  const feed = JSON.parse(text);
  assert.equal(feed.version, "https://jsonfeed.org/version/1.1");
  assert.equal(typeof feed.title, "string");
  for (const name of ["home_page_url", "feed_url"]) assert.ok(URL.canParse(feed[name]));
  assert.equal(feed.items.length, view.items.length);
  for (const item of feed.items) {
    assert.match(item.id, TAG_URI);
    assert.ok(URL.canParse(item.url));
    assert.match(item.date_published, RFC_3339);
    assert.match(item.date_modified, RFC_3339);
    if ("authors" in item) assert.ok(item.authors.length > 0);
    assertHarmless(parseXml(`<div>${item.content_html}</div>`));
  }
}

/** Only the elements that we write, and only links that may be followed. */
function assertHarmless(content: XmlElement): void {
  for (const element of allElements(content)) {
    assert.match(element.name, /^(div|p|em|strong|a)$/);
    if (element.name !== "a") continue;
    assert.deepEqual(Object.keys(element.attributes), ["href"]);
    assert.match(element.attributes.href ?? "", /^(https?|mailto):/);
  }
}
