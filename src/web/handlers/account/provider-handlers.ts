import type { PageServer } from "../../page-server.ts";
import { loginPage } from "../../pages/account/login-pages.ts";
import { identitiesPage } from "../../pages/account/ways-in-pages.ts";
import type { WebParts } from "../../parts.ts";
import type { Handlers } from "../../web-context.ts";
import { readTexts } from "../forms.ts";
import { requireViewer } from "../read-request.ts";
import type { AccountDesk } from "./account-desk.ts";
import { attempt, goOn } from "./enter.ts";
import { createLeave } from "./leave.ts";
import { loginView } from "./login-handlers.ts";

const PATH = "/settings/identities";

/** Signing in by a provider, and the identities of an account. */
export function createProviderHandlers(parts: WebParts, server: PageServer, desk: AccountDesk) {
  const { cookies } = desk;
  const leave = createLeave(server, desk);
  return {
    async "POST /login/:provider"(context) {
      const { next } = await readTexts(context, ["next"]);
      const provider = context.req.param("provider") ?? "";
      return leave(context, { provider, next, isLink: false });
    },

    async "GET /login/:provider/callback"(context) {
      const { pathname, search } = new URL(context.req.url);
      const provider = context.req.param("provider") ?? "";
      const { providers } = desk.accounts;
      const browser = cookies.read(context, "provider");
      // As the provider was told: by the site's own address, whatever a proxy makes of it.
      const callback = new URL(pathname + search, parts.site.url);
      const outcome = await attempt(() =>
        providers.finish(provider, browser, callback, context.get("origin")),
      );
      if (typeof outcome === "string") {
        const view = { ...loginView(parts, desk, cookies.next(context)), problem: outcome };
        return server.oncePage(context, (frame) => loginPage(frame, view), 401);
      }
      if (cookies.next(context) !== PATH) return goOn(desk, context, outcome);
      await desk.enter(context, outcome);
      return desk.lead(context, PATH, "identity-added");
    },

    async "GET /settings/identities"(context) {
      const { providers } = desk.accounts;
      const identities = await providers.list(requireViewer(context).account.id);
      return server.oncePage(context, (frame) =>
        identitiesPage(frame, identities, providers.known),
      );
    },

    async "POST /settings/identities/add"(context) {
      const { provider } = await readTexts(context, ["provider"]);
      return leave(context, { provider, next: PATH, isLink: true });
    },

    async "POST /settings/identities/remove"(context) {
      const { issuer, subject } = await readTexts(context, ["issuer", "subject"]);
      await desk.accounts.providers.remove(requireViewer(context).account.id, issuer, subject);
      return desk.lead(context, PATH, "identity-removed");
    },
  } satisfies Partial<Handlers>;
}
