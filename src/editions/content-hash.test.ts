import assert from "node:assert/strict";
import { hash as digest } from "node:crypto";
import { test } from "node:test";
import { paperId } from "../../test/support/papers.ts";
import { contentHash, type FrozenEntry } from "./content-hash.ts";
import type { Period } from "./edition.ts";

const friday = "2026-11-20" as Period;
const entry = (rank: number, id: string, more: Partial<FrozenEntry> = {}): FrozenEntry => ({
  rank,
  paperId: paperId(id),
  upvotes: 3,
  comments: 0,
  score: 3.25,
  submittedAt: null,
  ...more,
});
const entries = [
  entry(1, "2611.00001", { submittedAt: "2026-11-19T08:00:00Z" }),
  entry(2, 'doi:10.5555/a"b'),
];

test("the hash is the one that any SHA-256 tool gives for the text in the documents", () => {
  const text = [
    "broadsheet edition 1 2026-11-20",
    '[1,"2611.00001",3,0,3.25,"2026-11-19T08:00:00Z"]',
    '[2,"doi:10.5555/a\\"b",3,0,3.25,null]',
    "",
  ].join("\n");
  assert.equal(contentHash(friday, entries), digest("sha256", text));
});

test("another period, order, id, count, score or date gives another hash", () => {
  const hash = contentHash(friday, entries);
  const [first, second] = entries as [FrozenEntry, FrozenEntry];
  const others = [
    contentHash("2026-11-21" as Period, entries),
    contentHash(friday, [second, first]),
    contentHash(friday, [first]),
    contentHash(friday, [first, entry(2, "other")]),
    contentHash(friday, [first, { ...second, upvotes: 4 }]),
    contentHash(friday, [first, { ...second, comments: 4 }]),
    contentHash(friday, [first, { ...second, score: 3.5 }]),
    contentHash(friday, [first, { ...second, submittedAt: "2026-11-19T08:00:00Z" }]),
  ];
  assert.equal(new Set([hash, ...others]).size, others.length + 1);
});
