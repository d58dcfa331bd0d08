import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { analyseText } from "./analyse-query.ts";
import { findClues } from "./clues.ts";
import { hostileQueries } from "./hostile-queries.ts";
import { parseQuery } from "./parse-query.ts";

const QUERIES = 100_000;
const LONGEST_MS = 50;

/** Everything that reads a query before the index is asked. */
function read(text: string): void {
  const query = parseQuery(text);
  findClues(query.words);
  analyseText(query.words);
}

/** Time of the processor: others may be at work on the machine. */
function timeOf(text: string): number {
  const before = process.threadCpuUsage();
  read(text);
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}

describe("reading queries", () => {
  it(`never throws and never takes ${LONGEST_MS} ms, in ${QUERIES} queries of any shape`, () => {
    const seed = Number(process.pid);
    const queries = hostileQueries(seed);
    for (let count = 0; count < QUERIES; count++) {
      const text = queries.next().value;
      try {
        // A collection of garbage is not the query's: it does not come back three times.
        if (timeOf(text) < LONGEST_MS) continue;
        const again = Math.min(timeOf(text), timeOf(text), timeOf(text));
        assert.ok(again < LONGEST_MS, `${again} ms`);
      } catch (error) {
        throw new Error(`seed ${seed}, query ${JSON.stringify(text)}`, { cause: error });
      }
    }
  });

  it("loses no word: what is not in the language is looked for", () => {
    const queries = hostileQueries(1);
    for (let count = 0; count < 2000; count++) {
      const text = queries.next().value;
      const { words, phrases, excludedWords, excludedPhrases, filters, like, unlike, from, until } =
        parseQuery(text);
      const kept = [words, ...phrases, ...excludedWords, ...excludedPhrases, ...like, ...unlike];
      const isEmpty = kept.every((part) => part.trim() === "");
      const isCondition = filters.length > 0 || from !== undefined || until !== undefined;
      const hasWord = /[\p{L}\p{N}]/u.test(
        text.replace(/\b(?:un)?(?:like|author|org|venue|has|from|to|category):/gi, ""),
      );
      assert.ok(!hasWord || !isEmpty || isCondition, JSON.stringify(text));
    }
  });
});
