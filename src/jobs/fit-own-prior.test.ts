import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { createEditions } from "#editions";
import { createPapers } from "#papers";
import { addDays, type Day, dayOf, systemClock } from "#platform";
import type { ContentPrior } from "#ranking";
import { withTemporaryDatabase } from "../../test/support/database.ts";
import { aRecord } from "../../test/support/papers.ts";
import { fitOwnPrior } from "./fit-own-prior.ts";

const modelPath = fileURLToPath(new URL("../../models/trending-prior.json", import.meta.url));

test("a site with votes enough learns of them in a thread, and one with few keeps what it has", () =>
  withTemporaryDatabase(async (database, databaseSettings) => {
    const clock = systemClock;
    const papers = createPapers({ database, clock });
    const editions = createEditions({ database, clock, timeZone: "UTC", freezeAfterHours: 12 });
    const priorPath = join(databaseSettings.dataDir, "trending-prior.json");
    const lines: object[] = [];
    const log = { info: (details: object) => lines.push(details) };
    const fit = () =>
      fitOwnPrior({
        databaseSettings,
        timeZone: "UTC",
        modelPath,
        priorPath,
        log: log as unknown as Parameters<typeof fitOwnPrior>[0]["log"],
      });
    const today = dayOf(clock.now(), "UTC");
    /** Gears are liked here, and pumps are not. */
    const bring = async (first: number, count: number) => {
      const byDay = Map.groupBy(
        Array.from({ length: count }, (_, at) => first + at),
        (at) => addDays(today, -10 - (at % 40)),
      );
      for (const [day, numbers] of byDay) {
        const records = numbers.map((at) => {
          const isLiked = at % 2 === 0;
          const words = isLiked ? "toothed gears in clocks" : "hydraulic pumps under pressure";
          return aRecord({
            arxivId: `2601.${String(at).padStart(5, "0")}`,
            title: `Number ${at}: ${words}`,
            abstract: `We study ${words} and what wears them out.`,
            authors: [`Author ${at}`],
            announcedOn: day,
            tallies: { upvotes: isLiked ? 9 + (at % 5) : at % 2 },
          });
        });
        await papers.ingest(records, day as Day);
      }
      await editions.follow(papers);
    };
    await bring(1, 100);
    await fit();
    assert.equal(existsSync(priorPath), false);
    await bring(101, 300);
    await fit();
    const prior = JSON.parse(readFileSync(priorPath, "utf8")) as ContentPrior;
    assert.equal(prior.within, undefined);
    assert.ok(prior.trust > 0);
    const [line] = lines as { papers: number; skill: number }[];
    assert.equal(line!.papers, 400);
    assert.ok(line!.skill > 0.5, `skill ${line!.skill}`);
  }));
