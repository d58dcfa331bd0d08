import type { Route } from "./route.ts";

/** Alerts from where one reads: they are digests, changed under `/settings/digests`. */
export const alertRoutes = [
  {
    method: "POST",
    path: "/alerts",
    kind: "form",
    access: "reader",
    limit: "digest",
    what: "Be told of an author, an organisation, a search, a topic, a collection or replies",
  },
] as const satisfies readonly Route[];
