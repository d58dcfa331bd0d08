import type { Viewer } from "#accounts";
import type { MarksByPaper } from "#community";
import type { Day } from "#platform";
import type { AssetName } from "../assets.ts";
import type { Html } from "../html.ts";
import type { Site } from "../views/list-view.ts";
import type { IconName } from "./icons.ts";

export type Theme = "light" | "dark";

/** What every page is told, whatever it shows. */
export interface Frame {
  readonly site: Site;
  /** Absent: as the reader's system has it. */
  readonly theme: Theme | undefined;
  /** Path and query of the page, for the forms that come back to it. */
  readonly path: string;
  /** In the site's zone. */
  readonly today: Day;
  /** Papers that search can find. */
  readonly paperCount: number;
  /** Whether people can sign in here, and vote and comment. */
  readonly isOpen: boolean;
  /** Who is signed in; a page that knows is never kept for others. */
  readonly viewer: Viewer | undefined;
  /** What is said once, after a redirect. */
  readonly flash: string | undefined;
  /** What the viewer has done with the papers of this page. */
  readonly marks: MarksByPaper;
  readonly asset: (name: AssetName) => string;
}

export type Section =
  | "today"
  | "week"
  | "month"
  | "trending"
  | "archive"
  | "search"
  | "feeds"
  | "ranking";

/** What is particular to one page. */
export interface PageContent {
  readonly title: string;
  readonly description: string;
  readonly section?: Section;
  /** The large masthead, which only editions have. */
  readonly isFront?: boolean;
  /** The page has its own query box: the date stands where the masthead's would. */
  readonly hasQuery?: boolean;
  /** Words of the link that skips the masthead. */
  readonly skip?: string;
  readonly icons?: readonly IconName[];
  /** The path and the name of the list that this page shows, for feed readers. */
  readonly feed?: { readonly path: string; readonly title: string };
  /** Not for search engines: it is personal, or there is nothing on it. */
  readonly isPrivate?: boolean;
  readonly head?: Html;
  readonly main: Html;
}
