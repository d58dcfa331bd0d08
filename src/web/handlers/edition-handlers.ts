import {
  type EditionSort,
  findPeriod,
  type Period,
  type PeriodKind,
  periodKind,
  periodsOfDay,
} from "#editions";
import { AppError, dayOf } from "#platform";
import { addresses } from "../addresses.ts";
import type { PageServer } from "../page-server.ts";
import { editionPage } from "../pages/edition-page.ts";
import type { WebParts } from "../parts.ts";
import { loadEditionView } from "../views/edition-view.ts";
import { type Handler, type Handlers, pageNumber, type WebContext } from "../web-context.ts";

const examples = { day: "2026-11-20", week: "2026-W47", month: "2026-11" };

/** The editions: the front page, each period, and the addresses of old. */
export function createEditionHandlers(parts: WebParts, server: PageServer) {
  const show = (context: WebContext, period: Period, path?: string): Promise<Response> =>
    server.list(context, async () => {
      const view = await loadEditionView(parts, {
        period,
        sort: sortOf(context),
        page: pageNumber(context),
        site: parts.site,
        ...(path ? { path } : {}),
      });
      return {
        list: view.list,
        beside: view.rising,
        page: (frame) =>
          editionPage(frame, view, parts.digests !== undefined && !parts.sendsNoMail),
      };
    });

  const newest = async (kind: PeriodKind): Promise<Period> => {
    const found = await parts.editions.newest(kind);
    return found ?? periodsOfDay(dayOf(parts.clock.now(), parts.site.timeZone))[kind];
  };

  const newestOf =
    (kind: PeriodKind, path: string): Handler =>
    async (context) =>
      show(context, await newest(kind), path);

  const one =
    (kind: PeriodKind): Handler =>
    (context) =>
      show(context, periodIn(context, kind));

  const moved =
    (kind: PeriodKind): Handler =>
    (context) =>
      context.redirect(addresses.edition(periodIn(context, kind)), 308);

  return {
    "GET /": newestOf("day", "/"),
    "GET /daily": newestOf("day", "/daily"),
    "GET /weekly": newestOf("week", "/weekly"),
    "GET /monthly": newestOf("month", "/monthly"),
    "GET /daily/:period": one("day"),
    "GET /weekly/:period": one("week"),
    "GET /monthly/:period": one("month"),
    "GET /papers": (context) => context.redirect("/", 308),
    "GET /papers/date/:period": moved("day"),
    "GET /papers/week/:period": moved("week"),
    "GET /papers/month/:period": moved("month"),
  } satisfies Partial<Handlers>;
}

function sortOf(context: WebContext): EditionSort {
  const sort = context.req.query("sort");
  return sort === "new" || sort === "discussed" ? sort : "votes";
}

/** @throws AppError `not_found` when the calendar has no such period. */
function periodIn(context: WebContext, kind: PeriodKind): Period {
  const text = context.req.param("period") ?? "";
  const period = findPeriod(text);
  if (period && periodKind(period) === kind) return period;
  throw new AppError(
    "not_found",
    `“${text}” is no ${kind} of the calendar; it is written like ${examples[kind]}.`,
  );
}
