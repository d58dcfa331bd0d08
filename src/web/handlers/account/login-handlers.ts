import { ownPath } from "../../http/own-path.ts";
import type { PageServer } from "../../page-server.ts";
import { type LoginView, loginPage, provePage } from "../../pages/account/login-pages.ts";
import type { WebParts } from "../../parts.ts";
import type { Handlers } from "../../web-context.ts";
import { problemOf, readTexts } from "../forms.ts";
import type { AccountDesk } from "./account-desk.ts";

/** The ways to sign in, asking for a mail, and signing out. */
export function createLoginHandlers(parts: WebParts, server: PageServer, desk: AccountDesk) {
  const { cookies } = desk;
  return {
    async "GET /login"(context) {
      const next = ownPath(context.req.query("next") ?? "/");
      const isProof = context.req.query("prove") === "1";
      const viewer = context.get("viewer");
      if (viewer && !isProof) return context.redirect(next, 303);
      const view = loginView(parts, desk, next);
      return server.oncePage(context, (frame) =>
        viewer ? provePage(frame, view) : loginPage(frame, view),
      );
    },

    async "POST /login/email"(context) {
      const { next, ...fields } = await readTexts(context, ["email", "next", "prove"]);
      const own = fields.prove === "1" ? context.get("viewer")?.account.email : undefined;
      const email = own ?? fields.email;
      let browser = "";
      const problem = await problemOf(async () => {
        browser = await desk.accounts.email.begin(email, context.get("origin"));
      });
      if (problem !== undefined) {
        const view = { ...loginView(parts, desk, ownPath(next || "/")), email, problem };
        return server.oncePage(context, (frame) => loginPage(frame, view), 400);
      }
      cookies.keep(context, "mail", browser);
      cookies.keepNext(context, next);
      return context.redirect("/login/code", 303);
    },

    async "POST /logout"(context) {
      await desk.leave(context);
      return desk.lead(context, "/", "signed-out");
    },
  } satisfies Partial<Handlers>;
}

export function loginView(parts: WebParts, desk: AccountDesk, next: string): LoginView {
  const { email, passkeys, providers } = desk.accounts;
  return {
    next,
    canMail: email.canSend,
    canUsePasskeys: passkeys.canUse,
    isOpen: parts.accounts !== undefined,
    providers: providers.known,
  };
}
