import { AppError } from "#platform";
import type { PageServer } from "../../page-server.ts";
import { leavePage } from "../../pages/account/login-pages.ts";
import type { WebContext } from "../../web-context.ts";
import { requireViewer } from "../read-request.ts";
import type { AccountDesk } from "./account-desk.ts";

interface Visit {
  readonly provider: string;
  /** Where to go on afterwards. */
  readonly next: string;
  /** The identity is to be added to the account that is signed in. */
  readonly isLink: boolean;
}

/** The way to a provider. */
export function createLeave(server: PageServer, desk: AccountDesk) {
  return async (context: WebContext, { provider, next, isLink }: Visit): Promise<Response> => {
    const { providers } = desk.accounts;
    const known = providers.known.find(({ name }) => name === provider);
    if (!known) throw new AppError("not_found", "Nobody signs in that way here.");
    const link = isLink ? requireViewer(context).account.id : undefined;
    const { address, browser } = await providers.begin(known.name, context.get("origin"), link);
    const response = await server.oncePage(context, () => leavePage(known.label, address));
    return withCookies(response, context, () => {
      desk.cookies.keep(context, "provider", browser);
      desk.cookies.keepNext(context, next);
    });
  };
}

/** Sets cookies on an answer that is made already. */
function withCookies(response: Response, context: WebContext, set: () => void): Response {
  context.res = response;
  set();
  return context.res;
}
