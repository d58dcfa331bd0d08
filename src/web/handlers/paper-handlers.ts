import { type PaperId, type PaperWithTally, renderBibtex } from "#papers";
import { AppError } from "#platform";
import { addresses } from "../addresses.ts";
import { formatPath, type PaperFormat, paperFormats, renderPaper } from "../lists/index.ts";
import type { PageServer } from "../page-server.ts";
import type { Frame } from "../pages/page.ts";
import { paperPage } from "../pages/paper-page.ts";
import { similarPage } from "../pages/similar-page.ts";
import type { WebParts } from "../parts.ts";
import { paperComments } from "../views/comment-lists.ts";
import { isOpen, loadCommentsView, sortIn } from "../views/comments-view.ts";
import { loadPaperView, loadSimilarListView } from "../views/paper-view.ts";
import { summaryOf } from "../views/summary-of.ts";
import type { Handlers, WebContext } from "../web-context.ts";
import { findPaper } from "./read-request.ts";

const PREFIX = "/papers/";
const SIMILAR = "/similar";

/** A paper and its neighbours. Ids hold slashes, so the path is read whole. */
export function createPaperHandlers(parts: WebParts, server: PageServer) {
  const paper = async (context: WebContext, id: PaperId): Promise<Response> => {
    const { format } = context.env;
    if (isPaperFormat(format)) {
      const found = await findPaper(parts, id);
      return renderPaper(found, format, parts.site, await aroundOf(parts, found, format));
    }
    if (format) throw new AppError("not_found", "A paper has no such format; see /feeds.");
    return server.page(context, async (frame) => {
      const found = await findPaper(parts, id);
      const view = await loadPaperView(parts, found);
      const bibtex = renderBibtex(found);
      const own = await ownOf(parts, frame, found);
      const comments = await commentsOf(parts, frame, found);
      const summary = await summaryOf(parts, found);
      const { collections, holding } = own;
      const around = { bibtex, collections, holding, comments, summary };
      return paperPage(own.frame, view, around);
    });
  };

  const similar = (context: WebContext, id: PaperId): Promise<Response> =>
    server.list(context, async () => {
      const view = await loadSimilarListView(parts, await findPaper(parts, id), parts.site);
      return { list: view.list, page: () => similarPage(view) };
    });

  return {
    async "GET /papers/:rest{.+}"(context) {
      const rest = decode(context.req.path.slice(PREFIX.length));
      const isSimilar = rest.endsWith(SIMILAR);
      const asked = isSimilar ? rest.slice(0, -SIMILAR.length) : rest;
      const id = (await parts.papers.resolve(asked)) ?? (asked as PaperId);
      if (id !== asked) {
        const page = isSimilar ? addresses.similar(id) : addresses.paper(id);
        const { format } = context.env;
        return context.redirect(format ? formatPath(page, format) : page, 308);
      }
      return isSimilar ? similar(context, id) : paper(context, id);
    },
  } satisfies Partial<Handlers>;
}

/** Public collections named on a paper's page. */
const MAX_HOLDING = 8;

/** What the viewer has done with the paper, and could put it into; who else keeps it. */
async function ownOf({ community }: WebParts, frame: Frame, { id }: PaperWithTally) {
  if (!community) return { frame, collections: [], holding: [] };
  const holding = await community.collections.holding(id, MAX_HOLDING);
  if (!frame.viewer) return { frame, collections: [], holding };
  const account = frame.viewer.account.id;
  const [marks, collections] = await Promise.all([
    community.shelves.marksOf(account, [id]),
    community.collections.listOf(account, account),
  ]);
  return { frame: { ...frame, marks }, collections, holding };
}

/** What is said about the paper, in the order that the address asks for. */
async function commentsOf(parts: WebParts, frame: Frame, paper: PaperWithTally) {
  if (!isOpen(parts)) return undefined;
  const { searchParams } = new URL(frame.path, parts.site.url);
  const sort = sortIn(searchParams.get("comments") ?? undefined);
  return loadCommentsView(parts, paper, { sort, viewer: frame.viewer?.account.id });
}

/** The same for the formats that hold it. */
async function aroundOf(parts: WebParts, paper: PaperWithTally, format: PaperFormat) {
  if (format !== "json" && format !== "md") return {};
  const summary = await summaryOf(parts, paper);
  if (!isOpen(parts)) return { summary };
  const comments = await loadCommentsView(parts, paper, { sort: "best" });
  return { summary, discussion: paperComments(comments, parts.site) };
}

function isPaperFormat(format: string | undefined): format is PaperFormat {
  return (paperFormats as readonly (string | undefined)[]).includes(format);
}

/** @throws AppError `not_found`: an address that is not UTF-8 names nothing. */
function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw new AppError("not_found", "There is nothing at this address.");
  }
}
