import type { Route } from "./route.ts";

/** Papers for one reader, and what they like. */
export const recommendationRoutes = [
  {
    method: "GET",
    path: "/for-you",
    kind: "page",
    access: "reader",
    what: "Papers for whoever is signed in; `?days=1`, `7` or `30`",
  },
  {
    method: "GET",
    path: "/for-you/:token",
    kind: "list",
    what: "The same as feeds, at a secret address",
  },
  {
    method: "GET",
    path: "/settings/interests",
    kind: "page",
    access: "reader",
    what: "What one likes to read about, as words",
  },
  {
    method: "POST",
    path: "/settings/interests",
    kind: "form",
    access: "reader",
    limit: "interest",
    what: "Add, weigh, mute, rename, remove or reset interests; change the feed's address",
  },
] as const satisfies readonly Route[];
