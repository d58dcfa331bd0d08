import { accountRoutes } from "./routes/account-routes.ts";
import { alertRoutes } from "./routes/alert-routes.ts";
import { channelRoutes } from "./routes/channel-routes.ts";
import { commentRoutes } from "./routes/comment-routes.ts";
import { contributionRoutes } from "./routes/contribution-routes.ts";
import { digestRoutes } from "./routes/digest-routes.ts";
import { libraryRoutes } from "./routes/library-routes.ts";
import { mailRoutes } from "./routes/mail-routes.ts";
import { moderationRoutes } from "./routes/moderation-routes.ts";
import { programRoutes } from "./routes/program-routes.ts";
import { readingRoutes } from "./routes/reading-routes.ts";
import { recommendationRoutes } from "./routes/recommendation-routes.ts";
import type { Route } from "./routes/route.ts";
import { trendingRoutes } from "./routes/trending-routes.ts";

export type { Access, Route } from "./routes/route.ts";

/**
 * Every address of the site, in one table: the application serves exactly these rows, and the
 * documents are checked against them. `:rest{.+}` holds slashes, as the ids of papers do. The
 * first row that matches answers, so the reading routes, which hold `/papers/:rest`, are last.
 */
export const routes = [
  ...accountRoutes,
  ...libraryRoutes,
  ...commentRoutes,
  ...contributionRoutes,
  ...moderationRoutes,
  ...trendingRoutes,
  ...recommendationRoutes,
  ...alertRoutes,
  ...digestRoutes,
  ...channelRoutes,
  ...mailRoutes,
  ...programRoutes,
  ...readingRoutes,
] as const satisfies readonly Route[];

type Row = (typeof routes)[number];

/** `GET /about`: names a row of the table. */
export type RouteName = Row extends infer One extends Route
  ? One extends Route
    ? `${One["method"]} ${One["path"]}`
    : never
  : never;
