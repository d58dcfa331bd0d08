import { type PaperId, type PaperWithTally, renderBibtex } from "#papers";
import { AppError } from "#platform";
import { addresses } from "../addresses.ts";
import { formatPath, type PaperFormat, paperFormats, renderPaper } from "../lists/index.ts";
import type { PageServer } from "../page-server.ts";
import { paperPage } from "../pages/paper-page.ts";
import { similarPage } from "../pages/similar-page.ts";
import type { WebParts } from "../parts.ts";
import { loadPaperView, loadSimilarListView } from "../views/paper-view.ts";
import type { Handlers, WebContext } from "../web-context.ts";

const PREFIX = "/papers/";
const SIMILAR = "/similar";

/** A paper and its neighbours. Ids hold slashes, so the path is read whole. */
export function createPaperHandlers(parts: WebParts, server: PageServer) {
  const paper = async (context: WebContext, id: PaperId): Promise<Response> => {
    const { format } = context.env;
    if (isPaperFormat(format)) return renderPaper(await get(parts, id), format, parts.site);
    if (format) throw new AppError("not_found", "A paper has no such format; see /feeds.");
    return server.page(context, async (frame) => {
      const found = await get(parts, id);
      return paperPage(frame, await loadPaperView(parts, found), renderBibtex(found));
    });
  };

  const similar = (context: WebContext, id: PaperId): Promise<Response> =>
    server.list(context, async () => {
      const view = await loadSimilarListView(parts, await get(parts, id), parts.site);
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

async function get(parts: WebParts, id: PaperId): Promise<PaperWithTally> {
  const paper = await parts.papers.find(id);
  if (paper) return paper;
  throw new AppError("not_found", `There is no paper “${id}” here.`);
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
