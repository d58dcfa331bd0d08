import type { Route } from "./route.ts";

/** What gains attention, and the editing of editions. */
export const trendingRoutes = [
  {
    method: "GET",
    path: "/trending",
    kind: "list",
    what: "What gains attention; `?window=7d` and `30d`",
  },
  { method: "GET", path: "/hot", kind: "list", what: "Papers of a month by votes against age" },
  {
    method: "GET",
    path: "/admin/editions/:period",
    kind: "page",
    access: "moderator",
    what: "Pin and drop papers of an open edition, close it",
  },
  {
    method: "POST",
    path: "/admin/editions/:period",
    kind: "form",
    access: "moderator",
    limit: "moderation",
    what: "Pin, drop, put back, or close",
  },
] as const satisfies readonly Route[];
