import type { PageServer } from "../../page-server.ts";
import { emailPage } from "../../pages/account/ways-in-pages.ts";
import type { Handlers, WebContext } from "../../web-context.ts";
import { problemOf, readTexts } from "../forms.ts";
import { requireViewer } from "../read-request.ts";
import type { AccountDesk } from "./account-desk.ts";

/** One's own address, and its change by a code. */
export function createEmailHandlers(server: PageServer, desk: AccountDesk) {
  const { cookies } = desk;
  return {
    "GET /settings/email"(context) {
      const isWaiting =
        context.req.query("step") === "code" && cookies.read(context, "change") !== "";
      return server.oncePage(context, () => emailPage({ ...emailView(desk, context), isWaiting }));
    },

    async "POST /settings/email"(context) {
      const { email } = await readTexts(context, ["email"]);
      const { id } = requireViewer(context).account;
      let browser = "";
      const problem = await problemOf(async () => {
        browser = await desk.accounts.email.beginChange(id, email, context.get("origin"));
      });
      if (problem !== undefined) {
        const view = { ...emailView(desk, context), isWaiting: false, wanted: email, problem };
        return server.oncePage(context, () => emailPage(view), 400);
      }
      cookies.keep(context, "change", browser);
      return context.redirect("/settings/email?step=code", 303);
    },

    async "POST /settings/email/code"(context) {
      const { code } = await readTexts(context, ["code"]);
      const { id } = requireViewer(context).account;
      const browser = cookies.read(context, "change");
      const digits = code.replace(/[\s-]/g, "");
      const problem = await problemOf(() => desk.accounts.email.finishChange(id, browser, digits));
      if (problem !== undefined) {
        const view = { ...emailView(desk, context), isWaiting: true, problem };
        return server.oncePage(context, () => emailPage(view), 400);
      }
      cookies.drop(context, "change");
      return desk.lead(context, "/settings/email", "email-changed");
    },
  } satisfies Partial<Handlers>;
}

function emailView(desk: AccountDesk, context: WebContext) {
  return { email: requireViewer(context).account.email, canMail: desk.accounts.email.canSend };
}
