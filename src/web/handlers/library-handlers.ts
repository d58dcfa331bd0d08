import type { Mark } from "#community";
import type { PaperId } from "#papers";
import { AppError } from "#platform";
import { addresses } from "../addresses.ts";
import { ownPath } from "../http/own-path.ts";
import type { PageServer } from "../page-server.ts";
import { voteAnchor } from "../pages/library/paper-buttons.ts";
import { shelfPage } from "../pages/library/shelf-page.ts";
import type { WebParts } from "../parts.ts";
import { loadPapers } from "../views/list-items.ts";
import type { Handler, Handlers, WebContext } from "../web-context.ts";
import { readForm } from "./forms.ts";
import {
  actorOf,
  pageIn,
  requireCommunity,
  requirePaperId,
  requireViewer,
} from "./read-request.ts";

/** Votes and a reader's own marks. */
export function createLibraryHandlers(parts: WebParts, server: PageServer) {
  return {
    "POST /papers/:id{.+}/vote": (context) => vote(parts, context),
    "POST /papers/:id{.+}/bookmark": mark(parts, "bookmark", "isBookmarked"),
    "POST /papers/:id{.+}/read": mark(parts, "read", "isRead"),
    "POST /papers/:id{.+}/hide": mark(parts, "hidden", "isHidden"),
    "POST /papers/:id{.+}/collect": (context) => collect(parts, context),
    "GET /bookmarks": shelf(parts, server, "bookmark"),
    "GET /read": shelf(parts, server, "read"),
    "GET /hidden": shelf(parts, server, "hidden"),
  } satisfies Partial<Handlers>;
}

async function vote(parts: WebParts, context: WebContext): Promise<Response> {
  const { votes } = requireCommunity(parts);
  const read = await readForm(context);
  const settle = read("on") === "0" ? votes.withdraw : votes.cast;
  const actor = actorOf(context);
  const asked = (context.req.param("id") ?? "") as PaperId;
  const { id, outcome } = await settle(actor, asked)
    .then((outcome) => ({ id: asked, outcome }))
    .catch(async (error: unknown) => {
      // Seldom is it another name of the paper; only then is it looked up.
      const id = await requirePaperId(parts, context);
      if (id === asked) throw error;
      return { id, outcome: await settle(actor, id) };
    });
  return wantsJson(context) ? json(context, outcome) : back(context, read("next"), id);
}

function mark(parts: WebParts, name: Mark, field: string): Handler {
  return async (context) => {
    const { shelves } = requireCommunity(parts);
    const read = await readForm(context);
    const id = await requirePaperId(parts, context);
    const isOn = read("on") !== "0";
    await (isOn ? shelves.put : shelves.take)(actorOf(context), id, name);
    if (wantsJson(context)) return json(context, { [field]: isOn });
    return back(context, read("next"), id);
  };
}

async function collect(parts: WebParts, context: WebContext): Promise<Response> {
  const { collections } = requireCommunity(parts);
  const actor = actorOf(context);
  const read = await readForm(context);
  const id = await requirePaperId(parts, context);
  const title = read("title");
  const chosen = title === "" ? read("collection") : "";
  if (chosen === "" && title === "") {
    throw new AppError("invalid", "Choose a collection, or name a new one.");
  }
  const to = chosen === "" ? (await collections.create(actor, { title })).id : chosen;
  await collections.add(actor, to, id, read("note"));
  return context.redirect(addresses.collection(to), 303);
}

function shelf(parts: WebParts, server: PageServer, name: Mark): Handler {
  return async (context) => {
    const { shelves } = requireCommunity(parts);
    const { id } = requireViewer(context).account;
    const page = await shelves.list(id, name, pageIn(context));
    const ids = page.items.map(({ paperId }) => paperId);
    const found = await loadPapers(parts.papers, ids);
    const papers = ids.flatMap((paperId) => found.get(paperId) ?? []);
    const marks = await shelves.marksOf(id, [...found.keys()]);
    return server.oncePage(context, (frame) =>
      shelfPage({ ...frame, marks }, { mark: name, papers, next: page.next }),
    );
  };
}

/** The script asks for the outcome alone. */
function wantsJson(context: WebContext): boolean {
  return /\bapplication\/json\b/.test(context.req.header("accept") ?? "");
}

function json(context: WebContext, outcome: object): Response {
  return context.json(outcome, 200, { "cache-control": "no-store" });
}

/** To the page of the form, where the paper stands on it. */
function back(context: WebContext, next: string, id: string): Response {
  const anchor = encodeURIComponent(voteAnchor(id));
  return context.redirect(`${ownPath(next).replace(/#.*/, "")}#${anchor}`, 303);
}
