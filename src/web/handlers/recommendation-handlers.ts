import { AppError } from "#platform";
import {
  interestKinds,
  type ReaderId,
  type Recommendations,
  readerOfAccount,
} from "#recommendations";
import { setFlash } from "../http/flash.ts";
import { renderList } from "../lists/index.ts";
import type { PageServer } from "../page-server.ts";
import { forYouPage } from "../pages/recommendations/for-you-page.ts";
import { interestsPage } from "../pages/recommendations/interests-page.ts";
import type { WebParts } from "../parts.ts";
import { findDays, loadForYouView } from "../views/for-you-view.ts";
import type { Handlers, WebContext } from "../web-context.ts";
import { problemOf, readForm } from "./forms.ts";
import { listFormatOf, requireViewer } from "./read-request.ts";

/** Made for one reader: no proxy keeps it, and no search engine. */
const FEED_HEADERS = { "cache-control": "private, max-age=300", "x-robots-tag": "noindex" };

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
      for (const [name, value] of Object.entries(FEED_HEADERS)) response.headers.set(name, value);
      return response;
    },
    "GET /settings/interests": (context) => settings(context),
    async "POST /settings/interests"(context) {
      const problem = await problemOf(() => change(parts, context));
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

/** Does what one of the forms of the page asks. */
async function change(parts: WebParts, context: WebContext): Promise<void> {
  const { interests, addresses } = requireRecommendations(parts);
  const reader = readerIn(context);
  const read = await readForm(context);
  const id = read("id");
  switch (read("do")) {
    case "add": {
      const kind = interestKinds.find((one) => one === read("kind")) ?? "topic";
      await interests.add(reader, { kind, target: read("target") });
      return;
    }
    case "change": {
      const label = read("label");
      const weight = Number(read("weight") || "1");
      await interests.change(reader, id, { weight, ...(label !== "" && { label }) });
      return;
    }
    case "mute":
      await interests.change(reader, id, { isMuted: read("on") !== "0" });
      return;
    case "remove":
      return interests.remove(reader, id);
    case "reset":
      return interests.reset(reader);
    case "renew":
      await addresses.renew(reader);
      return;
    default:
      throw new AppError("invalid", "Say what to do: add, change, mute, remove, reset or renew.");
  }
}

function readerIn(context: WebContext): ReaderId {
  return readerOfAccount(requireViewer(context).account.id);
}

/** @throws AppError `not_found` where nobody has papers of their own. */
function requireRecommendations({
  recommendations,
}: Pick<WebParts, "recommendations">): Recommendations {
  if (recommendations) return recommendations;
  throw new AppError("not_found", "There is nothing at this address.");
}
