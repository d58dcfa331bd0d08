import type { PageServer } from "../../page-server.ts";
import { sessionsPage } from "../../pages/account/access-pages.ts";
import { securityPage } from "../../pages/account/data-pages.ts";
import type { Handlers } from "../../web-context.ts";
import { readTexts } from "../forms.ts";
import { requireViewer } from "../read-request.ts";
import type { AccountDesk } from "./account-desk.ts";

const EVENTS_SHOWN = 100;

/** Where somebody is signed in, and what happened to the account. */
export function createSessionHandlers(server: PageServer, desk: AccountDesk) {
  return {
    async "GET /settings/sessions"(context) {
      const sessions = await desk.accounts.sessions.list(requireViewer(context).account.id);
      return server.oncePage(context, (frame) => sessionsPage(frame, sessions));
    },

    async "POST /settings/sessions/revoke"(context) {
      const { session } = await readTexts(context, ["session"]);
      const { account, sessionId } = requireViewer(context);
      const { sessions } = desk.accounts;
      if (session === "others") {
        await sessions.revokeAll(account.id, sessionId);
        return desk.lead(context, "/settings/sessions", "sessions-ended");
      }
      await sessions.revoke(account.id, session);
      return desk.lead(context, "/settings/sessions", "session-ended");
    },

    async "GET /settings/security"(context) {
      const { id } = requireViewer(context).account;
      const events = await desk.accounts.people.events(id, EVENTS_SHOWN);
      return server.oncePage(context, (frame) => securityPage(frame, events));
    },
  } satisfies Partial<Handlers>;
}
