import type { Route } from "./route.ts";

/** What moderators do, and the log everybody can read. */
export const moderationRoutes = [
  { method: "GET", path: "/moderation", kind: "feed", what: "What moderators have done, and why" },
  {
    method: "GET",
    path: "/moderation/queue",
    kind: "page",
    access: "moderator",
    what: "What waits for a moderator",
  },
  {
    method: "POST",
    path: "/moderation/undo/:entry",
    kind: "form",
    access: "moderator",
    limit: "moderation",
    what: "Undo an act of the log",
  },
  {
    method: "POST",
    path: "/moderation/reports/:report/dismiss",
    kind: "form",
    access: "moderator",
    limit: "moderation",
    what: "Close a report without an act",
  },
  {
    method: "POST",
    path: "/comments/:id/remove",
    kind: "form",
    access: "moderator",
    limit: "moderation",
    what: "Take a comment out of sight",
  },
  {
    method: "POST",
    path: "/papers/:id{.+}/moderate",
    kind: "form",
    access: "moderator",
    limit: "moderation",
    what: "Hide a paper, close its comments, merge it or separate a record",
  },
  {
    method: "POST",
    path: "/papers/:id{.+}/report",
    kind: "form",
    access: "reader",
    limit: "report",
    what: "Tell the moderators of a paper",
  },
  {
    method: "POST",
    path: "/:handle{@[a-z0-9-]+}/suspend",
    kind: "form",
    access: "moderator",
    limit: "moderation",
    what: "Suspend an account",
  },
  {
    method: "POST",
    path: "/:handle{@[a-z0-9-]+}/report",
    kind: "form",
    access: "reader",
    limit: "report",
    what: "Tell the moderators of an account",
  },
] as const satisfies readonly Route[];
