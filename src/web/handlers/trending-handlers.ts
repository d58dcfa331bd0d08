import { findPeriod, type Period } from "#editions";
import type { PaperId } from "#papers";
import { AppError } from "#platform";
import { addresses } from "../addresses.ts";
import type { PageServer } from "../page-server.ts";
import { editionEditorPage } from "../pages/edition-editor-page.ts";
import { trendingPage } from "../pages/trending-page.ts";
import type { WebParts } from "../parts.ts";
import { loadPapers } from "../views/list-items.ts";
import { findWindow, loadHotView, loadTrendingView } from "../views/trending-view.ts";
import { type Handlers, pageNumber, type WebContext } from "../web-context.ts";
import { readForm } from "./forms.ts";
import { actorOf } from "./read-request.ts";

/** Papers of an edition that can be chosen on its page. */
const MAX_CANDIDATES = 100;

/** What gains attention, and the editing of editions. */
export function createTrendingHandlers(parts: WebParts, server: PageServer) {
  const editor = (context: WebContext, period: Period, problem?: string) =>
    server.oncePage(
      context,
      async (frame) => {
        const { choices, ...view } = await loadEditor(parts, period);
        return editionEditorPage(frame, { ...view, choices, problem });
      },
      problem ? 409 : 200,
    );

  return {
    async "GET /trending"(context) {
      const window = findWindow(context.req.query("window"));
      const page = pageNumber(context);
      // Time alone changes this list, so that its page is kept for one of its states.
      const { at } = await parts.editions.trending({ window, limit: 1 });
      const load = async () => {
        const view = await loadTrendingView(parts, { window, page });
        return {
          list: view.list,
          page: (frame: Parameters<typeof trendingPage>[0]) => trendingPage(frame, view),
        };
      };
      return server.list(context, load, at);
    },
    "GET /hot": (context) =>
      server.list(context, async () => {
        const view = await loadHotView(parts, pageNumber(context));
        return { list: view.list, page: (frame) => trendingPage(frame, view) };
      }),
    "GET /admin/editions/:period": (context) => editor(context, periodIn(context)),
    async "POST /admin/editions/:period"(context) {
      const period = periodIn(context);
      try {
        await act(parts, context, period);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        return editor(context, period, error.message);
      }
      return context.redirect(addresses.editEdition(period), 303);
    },
  } satisfies Partial<Handlers>;
}

async function loadEditor({ editions, editor, papers, clock }: WebParts, period: Period) {
  if (!editor) throw new AppError("not_found", "Nobody edits editions here.");
  const [edition, choices] = await Promise.all([
    editions.get(period, { limit: MAX_CANDIDATES }),
    editor.choices(period),
  ]);
  const ids = [...edition.entries, ...choices].map((one) => one.paperId);
  const isOver = edition.closesAt === undefined || new Date(edition.closesAt) <= clock.now();
  return {
    edition,
    choices,
    papers: await loadPapers(papers, ids),
    canClose: edition.status === "open" && edition.total > 0 && isOver,
  };
}

/** Does what a form of the editor's page asks. */
async function act({ editor }: WebParts, context: WebContext, period: Period): Promise<void> {
  if (!editor) throw new AppError("not_found", "Nobody edits editions here.");
  const actor = actorOf(context);
  const read = await readForm(context);
  const paperId = read("paper") as PaperId;
  const reason = read("reason");
  switch (read("do")) {
    case "pin": {
      const place = Number(read("place") || "1");
      return editor.choose(actor, { period, paperId, kind: "pin", place }, reason);
    }
    case "drop":
      return editor.choose(actor, { period, paperId, kind: "drop" }, reason);
    case "undo":
      return editor.unchoose(actor, { period, paperId }, reason);
    case "close":
      await editor.close(actor, period, reason);
      return;
    default:
      throw new AppError("invalid", "Say what to do: pin, drop, undo or close.");
  }
}

/** @throws AppError `not_found` when the calendar has no such period. */
function periodIn(context: WebContext): Period {
  const text = context.req.param("period") ?? "";
  const period = findPeriod(text);
  if (period) return period;
  throw new AppError("not_found", `“${text}” is no day, week or month of the calendar.`);
}
