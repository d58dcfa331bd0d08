import type { EditionReader } from "#editions";
import type { PaperReader } from "#papers";
import type { Clock } from "#platform";
import type { Search } from "#search";
import type { Site } from "../views/list-view.ts";

/** What the API reads from. */
export interface ApiParts {
  readonly papers: PaperReader;
  readonly search: Pick<Search, "find" | "similar" | "status">;
  readonly editions: EditionReader;
  readonly site: Site;
  readonly clock: Clock;
  readonly log: { error(details: object, message: string): void };
}
