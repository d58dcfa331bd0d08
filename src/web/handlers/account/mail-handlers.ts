import { addresses } from "../../addresses.ts";
import type { PageServer } from "../../page-server.ts";
import { codePage, linkFailedPage, linkPage } from "../../pages/account/login-pages.ts";
import type { Handlers } from "../../web-context.ts";
import { readTexts } from "../forms.ts";
import { type AccountDesk, secretOf } from "./account-desk.ts";
import { attempt, goOn } from "./enter.ts";

/** What the mail is for: its code, typed here, or its link. GET shows, POST acts. */
export function createMailHandlers(server: PageServer, desk: AccountDesk) {
  const { cookies } = desk;
  return {
    "GET /login/code"(context) {
      if (cookies.read(context, "mail") === "") return context.redirect(addresses.login("/"), 303);
      return server.oncePage(context, () => codePage());
    },

    async "POST /login/code"(context) {
      const { code } = await readTexts(context, ["code"]);
      const browser = cookies.read(context, "mail");
      const { email } = desk.accounts;
      const outcome = await attempt(() =>
        email.finishWithCode(browser, code.replace(/[\s-]/g, ""), context.get("origin")),
      );
      if (typeof outcome !== "string") return goOn(desk, context, outcome);
      return server.oncePage(context, () => codePage(outcome), 401);
    },

    "GET /login/link"(context) {
      const token = secretOf(context.req.query("t"));
      return server.oncePage(context, (frame) => linkPage(frame, token));
    },

    async "POST /login/link"(context) {
      const { t } = await readTexts(context, ["t"]);
      const token = secretOf(t);
      const browser = cookies.read(context, "mail");
      const { email } = desk.accounts;
      const outcome = await attempt(() =>
        email.finishWithLink(browser, token, context.get("origin")),
      );
      if (typeof outcome !== "string") return goOn(desk, context, outcome);
      return server.oncePage(context, () => linkFailedPage(outcome), 401);
    },
  } satisfies Partial<Handlers>;
}
