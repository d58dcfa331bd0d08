import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  escapeSuffix,
  formatPath,
  listFormats,
  paperFormats,
  prefersMarkdown,
  splitFormat,
} from "./formats.ts";

test("the dots of an arXiv id are no suffix", () => {
  assert.deepEqual(splitFormat("/papers/2509.01234"), { path: "/papers/2509.01234" });
  assert.deepEqual(splitFormat("/papers/2509.01234.json"), {
    path: "/papers/2509.01234",
    format: "json",
  });
});

test("the longest suffix wins", () => {
  assert.deepEqual(splitFormat("/daily/2026-11-20.feed.json"), {
    path: "/daily/2026-11-20",
    format: "feed.json",
  });
  assert.equal(splitFormat("/papers/2509.01234.csl.json").format, "csl.json");
});

test("the root is written as /index", () => {
  assert.deepEqual(splitFormat("/index.atom"), { path: "/", format: "atom" });
  assert.equal(formatPath("/", "atom"), "/index.atom");
  assert.equal(formatPath("/?page=2", "rss"), "/index.rss?page=2");
});

test("the suffix stands before the query", () => {
  assert.equal(formatPath("/search?q=a.b", "atom"), "/search.atom?q=a.b");
});

test("a path of machines or assets is never split", () => {
  for (const path of ["/api/openapi.json", "/assets/x.json", "/.json", "/papers/.md"]) {
    assert.deepEqual(splitFormat(path), { path });
  }
});

test("splitting undoes joining, for every path and format", () => {
  const segment = fc.stringMatching(/^[a-z0-9.:%_-]{1,12}$/);
  const path = fc
    .array(segment, { minLength: 1, maxLength: 4 })
    .map((segments) => `/${segments.join("/")}`)
    .filter((text) => text !== "/index" && !/^\/(api|assets)\//.test(text));
  const format = fc.constantFrom(...listFormats, ...paperFormats);
  fc.assert(
    fc.property(path, format, (text, suffix) => {
      const page = escapeSuffix(text);
      assert.equal(splitFormat(page).format, undefined);
      // `.feed` and `.csl` may not stand before `.json` either.
      fc.pre(!/\.(feed|csl)$/.test(page));
      assert.deepEqual(splitFormat(formatPath(page, suffix)), { path: page, format: suffix });
    }),
  );
});

test("Markdown is preferred only when asked for at least as much as a page", () => {
  assert.equal(prefersMarkdown("text/markdown"), true);
  assert.equal(prefersMarkdown("text/markdown, text/html;q=0.9"), true);
  assert.equal(prefersMarkdown("text/html, text/markdown;q=0.5"), false);
  assert.equal(prefersMarkdown("text/html,application/xhtml+xml,*/*;q=0.8"), false);
  assert.equal(prefersMarkdown("text/markdown;q=0"), false);
  assert.equal(prefersMarkdown(undefined), false);
});
