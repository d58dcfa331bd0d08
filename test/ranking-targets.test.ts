/** What the ranking reaches on days that nothing was fitted to; needs the optional data folder. */
import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { AppError } from "#platform";
import { loadSpace } from "#search";
import { attacks } from "../src/commands/ranking/attacks.ts";
import { readHistory } from "../src/commands/ranking/read-history.ts";
import { historyFrom } from "../src/commands/ranking/settle-history.ts";
import { evaluateRanking } from "../src/ranking/evaluation/evaluate-ranking.ts";
import { loadContentModel } from "../src/trending-sources.ts";

const folder = new URL("../../shared/data/hf-daily", import.meta.url).pathname;
const skip = existsSync(folder) ? false : "the optional data folder ../shared/data is missing";

test("with 5 % of the votes seen the order agrees with the rest by .63 or more", {
  skip,
}, async () => {
  const [read, space, model] = await Promise.all([
    readHistory(folder),
    loadSpace(),
    loadContentModel(),
  ]);
  assert.equal(model.space, space.identity, "the prior was fitted to the vectors that ship");
  const split = { from: "2026-01-01", until: "2026-03-01" };
  const history = historyFrom(read, split, { prior: { model, trust: 1 }, space });
  const report = evaluateRanking(history, attacks);
  const seen = report.thinning.filter((one) => one.share === 0.05);
  const rate = seen.find((one) => one.rule === "rate")!;
  assert.ok(rate.spearman.mean >= 0.63, `${rate.spearman.mean}`);
  assert.ok(rate.gain.low > 0, "and more than votes alone do, surely");
  const ring = report.attacks[0]!;
  assert.ok(ring.editionMost <= 1 && ring.trendingMost <= 1);
});

test("a folder without a history says which file is missing, and a damaged one which line", async () => {
  const empty = mkdtempSync(join(tmpdir(), "broadsheet-history-"));
  const says = (code: string, words: RegExp) => (error: unknown) =>
    error instanceof AppError && error.code === code && words.test(error.message);
  try {
    await assert.rejects(readHistory(empty), says("not_found", /papers\.jsonl/));
    writeFileSync(join(empty, "papers.jsonl"), '{"id":"1","upvotesDaily":2}\n{"id":\n');
    await assert.rejects(readHistory(empty), says("invalid", /Line 2 .* is no JSON/));
    writeFileSync(join(empty, "papers.jsonl"), '{"id":"1"}\n');
    await assert.rejects(readHistory(empty), says("invalid", /has no "upvotesDaily"/));
  } finally {
    rmSync(empty, { recursive: true });
  }
});
