import assert from "node:assert/strict";
import { describe, it } from "node:test";
import type { PaperId, PaperReader, PaperWithTally } from "#papers";
import type { Day } from "#platform";
import { createEngine } from "../engine/create-engine.ts";
import { wordSpace } from "../engine/sample-documents.ts";
import type { Segment } from "../engine/segment.ts";
import { followChanges } from "./follow-changes.ts";
import { createIndexWriter } from "./index-writer.ts";
import type { IndexState, IndexUpdate } from "./messages.ts";

function aPaper(id: string, title: string): PaperWithTally {
  return {
    id: id as PaperId,
    title,
    abstract: "",
    authors: [],
    organizations: [],
    categories: [],
    keywords: [],
    versions: [],
    links: [],
    firstSeenOn: "2026-11-20" as Day,
    editionDay: "2026-11-20" as Day,
    sources: [],
    tally: { upvotes: 0, counted: 0, comments: 0, citations: 0, stars: 0 },
  };
}

/** A change log given as pages; the position is the number of pages read. */
function logOf(...pages: { papers?: PaperWithTally[]; removed?: string[] }[]) {
  return {
    changedPapersSince: async (seq: number): ReturnType<PaperReader["changedPapersSince"]> => {
      const page = pages[seq];
      if (!page) return { seq, papers: [], removed: [] };
      const removed = (page.removed ?? []) as PaperId[];
      return { seq: seq + 1, papers: page.papers ?? [], removed };
    },
  };
}

async function follow(
  papers: ReturnType<typeof logOf>,
  from: IndexState = { seq: 0, segments: [], spaces: [] },
) {
  const updates: IndexUpdate[] = [];
  const writer = createIndexWriter(from, (update) => updates.push(update));
  await followChanges({ papers, spaces: [wordSpace], writer });
  const { seq, segments } = writer;
  return { seq, segments, spaces: [], updates };
}

function titlesOf(
  { segments }: { readonly segments: readonly Segment[] },
  query: string,
): string[] {
  const { hits } = createEngine(segments, [wordSpace]).find({ query, mode: "words" });
  return hits.map((hit) => hit.paperId as string).sort();
}

describe("following the change log", () => {
  it("keeps the newest of several versions that come in one run", async () => {
    const index = await follow(
      logOf(
        { papers: [aPaper("p-1", "Old moon"), aPaper("p-2", "Sun")] },
        { papers: [aPaper("p-1", "New moon")], removed: ["p-2"] },
      ),
    );
    assert.equal(createEngine(index.segments, [wordSpace]).size, 1);
    assert.deepEqual(titlesOf(index, "old"), []);
    assert.deepEqual(titlesOf(index, "moon"), ["p-1"]);
    assert.equal(index.seq, 2);
  });

  it("replaces and removes what an earlier run indexed", async () => {
    const pages = [
      { papers: [aPaper("p-1", "Old moon"), aPaper("p-2", "Sun"), aPaper("p-3", "Star")] },
      { papers: [aPaper("p-1", "New moon")], removed: ["p-3"] },
      { removed: ["p-9"] },
    ];
    const first = await follow(logOf(pages[0]!));
    const second = await follow(logOf(...pages), first);
    assert.deepEqual(titlesOf(second, "moon"), ["p-1"]);
    assert.deepEqual(titlesOf(second, "old star"), []);
    assert.equal(createEngine(second.segments, [wordSpace]).size, 2);
    assert.equal(second.seq, 3);
  });

  it("says nothing when nothing has changed", async () => {
    const first = await follow(logOf({ papers: [aPaper("p-1", "Moon")] }));
    const again = await follow(logOf({ papers: [aPaper("p-1", "Moon")] }), first);
    assert.deepEqual(again.updates, []);
  });

  it("leaves what searches read as it is: a change of deleted papers is a copy", async () => {
    const first = await follow(logOf({ papers: [aPaper("p-1", "Old moon")] }));
    const engine = createEngine(first.segments, [wordSpace]);
    const second = await follow(
      logOf({ papers: [aPaper("p-1", "Old moon")] }, { papers: [aPaper("p-1", "New moon")] }),
      first,
    );
    assert.equal(engine.find({ query: "old", mode: "words" }).total, 1);
    assert.deepEqual(titlesOf(second, "old"), []);
    assert.equal(second.updates.length, 1);
  });

  it("shows nothing when every paper is gone", async () => {
    const index = await follow(logOf({ papers: [aPaper("p-1", "Moon")] }, { removed: ["p-1"] }));
    assert.equal(createEngine(index.segments, [wordSpace]).size, 0);
    assert.deepEqual(titlesOf(index, "moon"), []);
  });
});
