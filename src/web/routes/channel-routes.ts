import type { Route } from "./route.ts";

/** Channels of a reader. */
export const channelRoutes = [
  {
    method: "GET",
    path: "/settings/channels",
    kind: "page",
    access: "reader",
    what: "One's own channels",
  },
  {
    method: "GET",
    path: "/settings/channels/new",
    kind: "page",
    access: "reader",
    what: "A new one: `service`; `kind` and `target` say of what",
  },
  {
    method: "POST",
    path: "/settings/channels",
    kind: "form",
    access: "reader",
    limit: "channel",
    what: "Make it",
  },
  {
    method: "GET",
    path: "/settings/channels/:channel",
    kind: "page",
    access: "reader",
    what: "One of them and what it posted",
  },
  {
    method: "POST",
    path: "/settings/channels/:channel",
    kind: "form",
    access: "reader",
    limit: "channel",
    what: "Change, test, pause, resume or remove it",
  },
] as const satisfies readonly Route[];
