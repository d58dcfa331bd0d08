import { type ReaderId, readerOfAccount } from "#recommendations";
import { setFlash } from "../http/flash.ts";
import { renderList } from "../lists/index.ts";
import type { PageServer } from "../page-server.ts";
import { forYouPage } from "../pages/recommendations/for-you-page.ts";
import { interestsPage } from "../pages/recommendations/interests-page.ts";
import type { WebParts } from "../parts.ts";
import { findDays, loadForYouView } from "../views/for-you-view.ts";
import type { Handlers, WebContext } from "../web-context.ts";
import { changeInterests, requireRecommendations } from "./change-interests.ts";
import { problemOf } from "./forms.ts";
import { listFormatOf, requireViewer } from "./read-request.ts";

/** Made for one reader: no proxy keeps it. */
const FEED_CACHE = "private, max-age=300";

/** Papers for one reader, and what they like to read about. */
export function createRecommendationHandlers(parts: WebParts, server: PageServer) {
  const settings = async (context: WebContext, problem?: string) => {
    const { interests, addresses } = requireRecommendations(parts);
    const reader = readerIn(context);
    const [list, token] = await Promise.all([interests.list(reader), addresses.tokenOf(reader)]);
    const view = { list, token, problem };
    return server.oncePage(context, () => interestsPage(view), problem ? 400 : 200);
  };
  return {
    async "GET /for-you"(context) {
      const view = await load(parts, context, { reader: readerIn(context), path: "/for-you" });
      const ids = view.list.items.map(({ paper }) => paper.id);
      const { id } = requireViewer(context).account;
      const marks = await parts.community?.shelves.marksOf(id, ids);
      return server.oncePage(context, (frame) =>
        forYouPage({ ...frame, ...(marks && { marks }) }, view),
      );
    },
    async "GET /for-you/:token"(context) {
      const token = context.req.param("token") ?? "";
      const reader = await requireRecommendations(parts).addresses.open(token);
      const format = listFormatOf(context);
      if (!format) return context.redirect("/for-you", 303);
      const view = await load(parts, context, { reader, path: `/for-you/${token}` });
      const response = renderList(view.list, format, parts.site);
      response.headers.set("cache-control", FEED_CACHE);
      return response;
    },
    "GET /settings/interests": (context) => settings(context),
    async "POST /settings/interests"(context) {
      const problem = await problemOf(() =>
        changeInterests(requireRecommendations(parts), readerIn(context), context),
      );
      if (problem !== undefined) return settings(context, problem);
      setFlash(context, parts.site, "saved");
      return context.redirect("/settings/interests", 303);
    },
  } satisfies Partial<Handlers>;
}

function load(
  parts: WebParts,
  context: WebContext,
  asked: { readonly reader: ReaderId; readonly path: string },
) {
  const days = findDays(context.req.query("days"));
  const recommendations = requireRecommendations(parts);
  return loadForYouView({ ...parts, recommendations }, { ...asked, days });
}

function readerIn(context: WebContext): ReaderId {
  return readerOfAccount(requireViewer(context).account.id);
}
