import type { Collection, CollectionFields, Visibility } from "#community";
import type { PaperId } from "#papers";
import { AppError } from "#platform";
import { addresses } from "../addresses.ts";
import { exportFormats, exportPapers } from "../exports/export-papers.ts";
import { type ListFormat, listFormats, renderList } from "../lists/index.ts";
import type { PageServer } from "../page-server.ts";
import { collectionPage } from "../pages/library/collection-page.ts";
import { collectionsPage, type RefusedCollection } from "../pages/library/collections-page.ts";
import type { WebParts } from "../parts.ts";
import { loadAlert } from "../views/alert-view.ts";
import { loadCollectionView } from "../views/collection-view.ts";
import { type Handlers, pageNumber, type WebContext } from "../web-context.ts";
import { attempt, readForm } from "./forms.ts";
import { actorOf, pageIn, requireCommunity } from "./read-request.ts";

/** Collections: lists of papers that people keep, and show to whom they like. */
export function createCollectionHandlers(parts: WebParts, server: PageServer) {
  return {
    "GET /collections": (context) => list(parts, server, context),
    async "POST /collections"(context) {
      const { collections } = requireCommunity(parts);
      const fields = await fieldsOf(context);
      const begun = await attempt(() => collections.create(actorOf(context), fields));
      if ("problem" in begun) return list(parts, server, context, { ...begun, fields });
      return context.redirect(addresses.collection(begun.value.id), 303);
    },
    "GET /collections/:id": (context) => show(parts, server, context),
    async "POST /collections/:id/edit"(context) {
      const id = context.req.param("id") ?? "";
      const fields = await fieldsOf(context);
      await requireCommunity(parts).collections.update(actorOf(context), id, fields);
      return context.redirect(addresses.collection(id), 303);
    },
    async "POST /collections/:id/remove"(context) {
      const id = context.req.param("id") ?? "";
      await requireCommunity(parts).collections.remove(actorOf(context), id);
      return context.redirect("/collections", 303);
    },
    async "POST /collections/:id/papers"(context) {
      await changePaper(parts, context);
      return context.redirect(addresses.collection(context.req.param("id") ?? ""), 303);
    },
  } satisfies Partial<Handlers>;
}

/** One's own and the public ones; again with what was typed, when it could not be done. */
async function list(
  parts: WebParts,
  server: PageServer,
  context: WebContext,
  refused?: RefusedCollection,
): Promise<Response> {
  const { collections } = requireCommunity(parts);
  const id = context.get("viewer")?.account.id;
  const page = await collections.listPublic(pageIn(context));
  const own = id === undefined ? [] : await collections.listOf(id, id);
  const owners =
    (await parts.accounts?.people.findMany(page.items.map(({ owner }) => owner))) ?? new Map();
  return server.oncePage(
    context,
    (frame) => collectionsPage(frame, { own, page, owners, refused }),
    refused ? 400 : 200,
  );
}

async function show(parts: WebParts, server: PageServer, context: WebContext): Promise<Response> {
  const { collections, shelves } = requireCommunity(parts);
  const { format } = context.env;
  const id = context.get("viewer")?.account.id;
  const collection = await collections.find(context.req.param("id") ?? "", id);
  if (format !== undefined) return write(parts, context, collection);
  const view = await loadCollectionView(parts, { collection, page: pageNumber(context) });
  const marks = id
    ? await shelves.marksOf(
        id,
        view.list.items.map(({ paper }) => paper.id),
      )
    : new Map();
  const subject = { kind: "collection", target: collection.id } as const;
  const isOwn = collection.owner === id;
  // What only its owner sees is no news to them; others hear of what is added.
  const alert = isOwn
    ? undefined
    : await loadAlert(parts, context, { subject, label: collection.title });
  return server.oncePage(context, (frame) =>
    collectionPage({ ...frame, marks }, view, { isOwn, alert }),
  );
}

/** The collection as a feed, as JSON, or as a file of citations; kept by nobody unless public. */
async function write(
  parts: WebParts,
  context: WebContext,
  collection: Collection,
): Promise<Response> {
  const { format } = context.env;
  const isCitation = format !== undefined && format in exportFormats;
  const view = await loadCollectionView(parts, { collection, page: 1, isWhole: isCitation });
  const response = isCitation
    ? exportPapers(
        view.list.items.map(({ paper }) => paper),
        format as keyof typeof exportFormats,
        collection.title,
      )
    : renderList(view.list, listFormatOf(format), parts.site);
  response.headers.set(
    "cache-control",
    collection.visibility === "public" ? "public, max-age=60" : "private, no-store",
  );
  if (collection.visibility !== "public") response.headers.set("vary", "Cookie");
  return response;
}

function listFormatOf(format: string | undefined): ListFormat {
  const found = listFormats.find((one) => one === format);
  if (found) return found;
  throw new AppError("not_found", "A collection has no such format; see /feeds.");
}

async function fieldsOf(
  context: WebContext,
): Promise<Partial<CollectionFields> & Pick<CollectionFields, "title">> {
  const read = await readForm(context);
  const visibility = read("visibility");
  return {
    title: read("title"),
    about: read("about"),
    ...(visibility === "" ? {} : { visibility: visibility as Visibility }),
  };
}

async function changePaper(parts: WebParts, context: WebContext): Promise<void> {
  const { collections } = requireCommunity(parts);
  const actor = actorOf(context);
  const id = context.req.param("id") ?? "";
  const read = await readForm(context);
  const paper = read("paper") as PaperId;
  switch (read("action")) {
    case "drop":
      return collections.drop(actor, id, paper);
    case "note":
      return collections.setNote(actor, id, paper, read("note"));
    case "move":
      return collections.move(actor, id, paper, Number(read("place")) || 1);
    default:
      throw new AppError("invalid", "Drop, annotate or move a paper.");
  }
}
