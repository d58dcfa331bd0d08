import type { Route } from "./route.ts";

/** What programs ask beside the API, which has a table of its own. */
export const programRoutes = [
  { method: "POST", path: "/mcp", kind: "service", what: "The Model Context Protocol" },
] as const satisfies readonly Route[];
