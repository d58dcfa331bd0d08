import type { Account } from "#accounts";
import { AppError } from "#platform";
import type { PageServer } from "../../page-server.ts";
import { dataPage } from "../../pages/account/data-pages.ts";
import type { WebParts } from "../../parts.ts";
import { exportEverything, forgetEverything } from "../../personal-data.ts";
import type { Handlers } from "../../web-context.ts";
import { problemOf, readTexts } from "../forms.ts";
import { requireViewer } from "../read-request.ts";
import type { AccountDesk } from "./account-desk.ts";

/** The export of one's own data, and leaving for good. */
export function createDataHandlers(parts: WebParts, server: PageServer, desk: AccountDesk) {
  return {
    "GET /settings/data": (context) => server.oncePage(context, (frame) => dataPage(frame)),

    async "POST /settings/data/export"(context) {
      const { account } = requireViewer(context);
      const exported = {
        site: parts.site.url,
        exportedAt: parts.clock.now().toISOString(),
        account: await desk.accounts.people.exportData(account.id),
        ...(await exportEverything(parts, account.id)),
      };
      return context.body(`${JSON.stringify(exported, undefined, 2)}\n`, 200, {
        "content-type": "application/json; charset=utf-8",
        "content-disposition": `attachment; filename="${account.name}.json"`,
        "cache-control": "no-store",
      });
    },

    async "POST /settings/data/delete"(context) {
      const { account } = requireViewer(context);
      const { confirmation } = await readTexts(context, ["confirmation"]);
      const problem = await problemOf(() => remove(account, confirmation));
      if (problem !== undefined) {
        return server.oncePage(context, (frame) => dataPage(frame, problem), 400);
      }
      await desk.leave(context);
      return desk.lead(context, "/", "account-deleted");
    },
  } satisfies Partial<Handlers>;

  async function remove({ id, name }: Account, confirmation: string): Promise<void> {
    if (confirmation.replace(/^@/, "") !== name) {
      throw new AppError("invalid", `That is not ${name}; nothing was deleted.`);
    }
    const { people } = desk.accounts;
    // Before anything is lost.
    await people.checkRemoval(id);
    await forgetEverything(parts, id);
    await people.remove(id);
  }
}
