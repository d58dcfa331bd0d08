import type { Account, AccountId } from "#accounts";
import { AppError } from "#platform";
import type { PageServer } from "../../page-server.ts";
import { userPage } from "../../pages/account/users-pages.ts";
import type { WebContext } from "../../web-context.ts";
import type { AccountDesk } from "./account-desk.ts";

const EVENTS_SHOWN = 30;

/** The account that an address names, and its page. */
export function createUserView(server: PageServer, desk: AccountDesk) {
  const find = async (context: WebContext): Promise<Account> => {
    const id = context.req.param("id") ?? "";
    const account = await desk.accounts.people.find(id as AccountId);
    if (account) return account;
    throw new AppError("not_found", "There is no such account.");
  };

  const show = async (context: WebContext, problem?: string): Promise<Response> => {
    const account = await find(context);
    const { people, sessions, passkeys } = desk.accounts;
    const view = {
      account,
      sessions: await sessions.list(account.id),
      passkeys: (await passkeys.list(account.id)).length,
      events: await people.events(account.id, EVENTS_SHOWN),
      problem,
    };
    const status = problem === undefined ? 200 : 409;
    return server.oncePage(context, (frame) => userPage(frame, view), status);
  };

  return { find, show };
}
