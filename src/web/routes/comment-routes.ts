import type { Route } from "./route.ts";

/** Comments and reactions. */
export const commentRoutes = [
  { method: "GET", path: "/comments", kind: "feed", what: "The newest comments" },
  {
    method: "GET",
    path: "/papers/:id{.+}/comments",
    kind: "feed",
    what: "The comments of a paper as a feed; the page is the paper's",
  },
  {
    method: "POST",
    path: "/papers/:id{.+}/comments",
    kind: "form",
    access: "reader",
    limit: "comment",
    what: "Comment on a paper, or answer a comment",
  },
  {
    method: "POST",
    path: "/comments/preview",
    kind: "form",
    access: "reader",
    limit: "preview",
    what: "See a comment before it is posted",
  },
  { method: "GET", path: "/comments/:id", kind: "page", what: "A comment and its thread" },
  {
    method: "GET",
    path: "/comments/:id/history",
    kind: "page",
    what: "What a comment said before",
  },
  {
    method: "POST",
    path: "/comments/:id/edit",
    kind: "form",
    access: "reader",
    limit: "comment",
    what: "Change one's own comment",
  },
  {
    method: "POST",
    path: "/comments/:id/delete",
    kind: "form",
    access: "reader",
    limit: "comment",
    what: "Delete one's own comment",
  },
  {
    method: "POST",
    path: "/comments/:id/react",
    kind: "form",
    access: "reader",
    limit: "reaction",
    what: "React to a comment, or take it back",
  },
  {
    method: "POST",
    path: "/comments/:id/report",
    kind: "form",
    access: "reader",
    limit: "report",
    what: "Tell the moderators of a comment",
  },
] as const satisfies readonly Route[];
