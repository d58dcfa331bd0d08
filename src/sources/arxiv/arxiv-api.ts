import { type Clock, dayOf, type PoliteClient } from "#platform";
import type { Lookup } from "../lookup.ts";
import { readBytes } from "../read-bytes.ts";

export interface ArxivApiOptions {
  readonly client: Pick<PoliteClient, "get">;
  readonly clock: Clock;
  /** Another address than arXiv's own, for tests. */
  readonly baseUrl?: string;
}

const BASE_URL = "https://export.arxiv.org";

/**
 * One paper by its arXiv id, from arXiv's search API.
 *
 * @see https://info.arxiv.org/help/api/user-manual.html
 */
export function createArxivApi({ client, clock, baseUrl = BASE_URL }: ArxivApiOptions): Lookup {
  return async (id) => {
    const url = `${baseUrl}/api/query?id_list=${encodeURIComponent(id)}&max_results=1`;
    const answer = await client.get({ url, accept: "application/atom+xml" });
    async function* whole() {
      yield answer.body;
    }
    const capturedOn = dayOf(clock.now(), "UTC");
    let refusal = "";
    for await (const batch of readBytes(whole(), { format: "arxiv-atom", capturedOn })) {
      for (const reading of batch) {
        if (reading.kind === "record" && reading.record.arxivId === id) return reading.record;
        if (reading.kind === "refused") refusal = reading.reason;
      }
    }
    return refusal || `arXiv has no paper ${id}.`;
  };
}
