import { AppError, type Clock, dayOf, type PoliteClient } from "#platform";
import { readBytes } from "../read-bytes.ts";
import type { Reading } from "../record.ts";
import type { Source } from "../source.ts";

export interface ArxivRssOptions {
  readonly client: Pick<PoliteClient, "get">;
  readonly clock: Clock;
  /** Such as `cs.CL`; at least one. */
  readonly categories: readonly string[];
  /** Another address than arXiv's own, for tests. */
  readonly baseUrl?: string;
}

const BASE_URL = "https://rss.arxiv.org";
/** arXiv cuts its feeds there, without a word. */
const MAX_ENTRIES = 2000;
const CATEGORY = /^[A-Za-z-]+(\.[A-Za-z-]+)?$/;

/**
 * arXiv's feed of the day: papers announced since the midnight before (Eastern time), empty on
 * days without announcements. A day that is missed is gone from it. New versions of older papers
 * are left out: they are no news of a day.
 *
 * @throws AppError `invalid` when a category is none.
 * @see https://info.arxiv.org/help/rss_specifications.html
 */
export function createArxivRss(options: ArxivRssOptions): Source {
  const { client, clock, categories, baseUrl = BASE_URL } = options;
  const wrong = categories.find((category) => !CATEGORY.test(category));
  if (wrong !== undefined || categories.length === 0) {
    throw new AppError("invalid", `"${wrong ?? ""}" is no arXiv category; one is called cs.CL`);
  }
  const url = `${baseUrl}/rss/${categories.join("+")}`;
  return {
    name: "arxiv",
    async harvest(validators = {}) {
      const { etag, lastModified } = validators;
      const known = { ...(etag && { etag }), ...(lastModified && { lastModified }) };
      const answer = await client.get({ url, accept: "application/rss+xml", ...known });
      if (answer.kind === "not-modified") {
        return { isChanged: false, readings: noReadings(), validators };
      }
      const context = { capturedOn: dayOf(clock.now(), "UTC"), skipsReplacements: true };
      return {
        isChanged: true,
        readings: readFeed(answer.body, context),
        validators: { etag: answer.etag, lastModified: answer.lastModified },
      };
    },
  };
}

async function* noReadings(): AsyncGenerator<readonly Reading[]> {}

async function* readFeed(
  body: Buffer,
  context: { capturedOn: ReturnType<typeof dayOf>; skipsReplacements: boolean },
): AsyncGenerator<readonly Reading[]> {
  async function* whole() {
    yield body;
  }
  yield* readBytes(whole(), { ...context, format: "rss" });
  const entries = body.toString("latin1").split("<item").length - 1;
  if (entries < MAX_ENTRIES) return;
  const reason = `The feed holds ${entries} entries, as many as arXiv gives: some may be missing. Harvest fewer categories.`;
  yield [{ kind: "refused", line: 0, reason }];
}
