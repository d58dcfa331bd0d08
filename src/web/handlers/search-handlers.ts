import { slugOf, texToText } from "#papers";
import { parseSearchState, type SearchState } from "#search";
import { marksOf } from "../marks.ts";
import type { PageServer } from "../page-server.ts";
import { namePage } from "../pages/name-page.ts";
import { followOf, type SearchPageView, searchFragment, searchPage } from "../pages/search-page.ts";
import type { WebParts } from "../parts.ts";
import { type AlertView, loadAlert, searchSubject } from "../views/alert-view.ts";
import { loadNamedPeople } from "../views/contributions-view.ts";
import { loadNameView, type NameKind } from "../views/name-view.ts";
import { loadNoResults } from "../views/no-results-view.ts";
import { loadSearchView } from "../views/search-view.ts";
import { type Handler, type Handlers, pageNumber, type WebContext } from "../web-context.ts";
import { isFollowed } from "./follow-handlers.ts";

/** Search, and the lists that are searches by another name. */
export function createSearchHandlers(parts: WebParts, server: PageServer) {
  const search: Handler = (context) =>
    server.list(context, async () => {
      const state = parseSearchState(new URL(context.req.url).searchParams);
      const view = await loadSearchView(parts, state, parts.site);
      const none = view.answer.total === 0 ? await loadNoResults(parts, state) : undefined;
      const shown: SearchPageView = {
        view,
        mark: marksOf(none ? none.answer : view.answer),
        ...(none ? { none } : {}),
        isFollowed: await isFollowed(parts, context, followOf(view)),
        alert: await alertOf(parts, context, state),
      };
      return {
        list: view.list,
        page: (frame) => searchPage(frame, shown),
        fragment: (frame) => searchFragment(frame, shown),
      };
    });

  const names =
    (kind: NameKind): Handler =>
    (context) =>
      server.list(context, async () => {
        const slug = context.req.param("slug") ?? "";
        const page = pageNumber(context);
        const view = await loadNameView(parts, { kind, slug, page, site: parts.site });
        const subject = { kind, target: slugOf(view.name) } as const;
        const own = {
          isFollowed: await isFollowed(parts, context, subject),
          alert: await loadAlert(parts, context, { subject, label: texToText(view.name) }),
        };
        const papers = view.papers.map(({ paper }) => paper);
        const people = kind === "author" ? await loadNamedPeople(parts, papers, slug) : [];
        const shown = { ...view, people };
        return { list: view.list, page: (frame) => namePage(frame, shown, own) };
      });

  return {
    "GET /search": search,
    "GET /authors/:slug": names("author"),
    "GET /orgs/:slug": names("org"),
  } satisfies Partial<Handlers>;
}

async function alertOf(
  parts: WebParts,
  context: WebContext,
  state: SearchState,
): Promise<AlertView | undefined> {
  const subject = searchSubject(state);
  return subject && loadAlert(parts, context, { subject, label: state.q || "this search" });
}
