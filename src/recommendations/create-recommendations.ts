import type { PaperReader } from "#papers";
import { type Clock, type Database, type DatabaseSettings, type Log, loadSecret } from "#platform";
import type { Search } from "#search";
import { createFeedback } from "./feedback/create-feedback.ts";
import { createInterests } from "./interests/create-interests.ts";
import { createReadAddresses } from "./read-address/create-read-addresses.ts";
import type { Recommendations } from "./recommendations.ts";
import { createRecommenders } from "./threads/create-recommenders.ts";

export interface RecommendationParts {
  readonly database: Database;
  readonly databaseSettings: DatabaseSettings;
  readonly papers: PaperReader;
  /** Asked when an interest is chosen. */
  readonly search: Pick<Search, "find">;
  readonly clock: Clock;
  readonly log: Pick<Log, "info" | "warn" | "error">;
  /** IANA name of the zone in which a day begins and ends. */
  readonly timeZone: string;
  /** Threads that learn and choose, started when first asked. Default 1. */
  readonly threads?: number;
}

export function createRecommendations(parts: RecommendationParts): Recommendations {
  const { database, databaseSettings } = parts;
  let secret: Buffer | undefined;
  const recommenders = createRecommenders(parts);
  return {
    ...createFeedback(parts),
    interests: createInterests({ ...parts, learn: recommenders.learn }),
    addresses: createReadAddresses({
      database,
      secret: () => {
        secret ??= loadSecret(databaseSettings.dataDir);
        return secret;
      },
    }),
    recommend: recommenders.recommend,
    refresh: recommenders.refresh,
    close: recommenders.close,
  };
}
