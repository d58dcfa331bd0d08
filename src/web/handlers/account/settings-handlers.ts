import type { PageServer } from "../../page-server.ts";
import { profilePage } from "../../pages/account/profile-page.ts";
import type { Handlers } from "../../web-context.ts";
import { problemOf, readTexts } from "../forms.ts";
import { requireViewer } from "../read-request.ts";
import type { AccountDesk } from "./account-desk.ts";

/** What others see of the account, and how it reads. */
export function createSettingsHandlers(server: PageServer, desk: AccountDesk) {
  return {
    "GET /settings"(context) {
      const { name, displayName, about, preferences } = requireViewer(context).account;
      const fields = { name, displayName, about, ...preferences };
      return server.oncePage(context, () => profilePage(fields));
    },

    async "POST /settings"(context) {
      const { id } = requireViewer(context).account;
      const names = ["name", "displayName", "about", "shortcuts", "hidesRead"] as const;
      const { name, displayName, about, ...boxes } = await readTexts(context, names);
      const preferences = {
        shortcuts: boxes.shortcuts === "on",
        hidesRead: boxes.hidesRead === "on",
      };
      const change = { name: name.toLowerCase(), displayName, about, preferences };
      const problem = await problemOf(() => desk.accounts.people.update(id, change));
      if (problem === undefined) return desk.lead(context, "/settings", "saved");
      const fields = { name, displayName, about, ...preferences };
      return server.oncePage(context, () => profilePage(fields, problem), 400);
    },
  } satisfies Partial<Handlers>;
}
