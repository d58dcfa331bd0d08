import type { Route } from "./route.ts";

/** What mail providers tell, and how mail fares. */
export const mailRoutes = [
  {
    method: "POST",
    path: "/mail/events/:provider",
    kind: "service",
    limit: "mail-report",
    what: "What a mail provider reports: ses, postmark, mailgun or sendgrid",
  },
  { method: "GET", path: "/admin/mail", kind: "page", access: "admin", what: "How mail fares" },
  {
    method: "POST",
    path: "/admin/mail/pause",
    kind: "form",
    access: "admin",
    limit: "admin",
    what: "Pause sending",
  },
  {
    method: "POST",
    path: "/admin/mail/resume",
    kind: "form",
    access: "admin",
    limit: "admin",
    what: "Let mail leave again",
  },
  {
    method: "POST",
    path: "/admin/mail/address",
    kind: "form",
    access: "admin",
    limit: "admin",
    what: "Look at, stop or restore mail to an address",
  },
] as const satisfies readonly Route[];
