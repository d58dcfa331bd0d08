import type { SignedIn } from "#accounts";
import type { PageServer } from "../../page-server.ts";
import { setupPage } from "../../pages/account/setup-page.ts";
import type { Handlers } from "../../web-context.ts";
import { problemOf, readTexts } from "../forms.ts";
import { type AccountDesk, secretOf } from "./account-desk.ts";

/** The first administrator; not found once there is one. */
export function createSetupHandlers(server: PageServer, desk: AccountDesk) {
  return {
    async "GET /setup"(context) {
      const token = secretOf(context.req.query("t"));
      await desk.accounts.setup.check(token);
      const fields = { name: "", displayName: "", email: "" };
      return server.oncePage(context, (frame) => setupPage(frame, token, { fields }));
    },

    async "POST /setup"(context) {
      const { t, ...fields } = await readTexts(context, ["t", "name", "displayName", "email"]);
      const token = secretOf(t);
      const { name, displayName, email } = fields;
      const wanted = {
        ...(name && { name: name.toLowerCase() }),
        ...(displayName && { displayName }),
        ...(email && { email }),
      };
      let entered: SignedIn | undefined;
      const problem = await problemOf(async () => {
        entered = await desk.accounts.setup.finish(token, wanted, context.get("origin"));
      });
      if (entered) {
        await desk.enter(context, entered);
        return desk.lead(context, "/settings/passkeys", "setup-done");
      }
      return server.oncePage(context, (frame) => setupPage(frame, token, { fields, problem }), 400);
    },
  } satisfies Partial<Handlers>;
}
