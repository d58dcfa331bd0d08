import { offeredScopes } from "../../http/passkey-duty.ts";
import type { PageServer } from "../../page-server.ts";
import { type TokensView, tokenDays, tokensPage } from "../../pages/account/access-pages.ts";
import type { Handlers, WebContext } from "../../web-context.ts";
import { problemOf, readTexts } from "../forms.ts";
import { requireViewer } from "../read-request.ts";
import type { AccountDesk } from "./account-desk.ts";

/** Tokens for programs. */
export function createTokenHandlers(server: PageServer, desk: AccountDesk) {
  const showTokens = async (
    context: WebContext,
    view: Omit<TokensView, "tokens">,
    status = 200,
  ): Promise<Response> => {
    const tokens = await desk.accounts.tokens.list(requireViewer(context).account.id);
    return server.oncePage(context, (frame) => tokensPage(frame, { ...view, tokens }), status);
  };

  return {
    "GET /settings/tokens": (context) => showTokens(context, {}),

    // Answered with a page, not a redirect: the secret is kept nowhere, so it is shown here.
    async "POST /settings/tokens"(context) {
      const { label, days } = await readTexts(context, ["label", "days"]);
      const body = await context.req.parseBody({ all: true });
      const asked = [body.scope].flat();
      const wanted = {
        label,
        scopes: offeredScopes(requireViewer(context)).filter((scope) => asked.includes(scope)),
        days: tokenDays.find((one) => String(one) === days) ?? tokenDays[0],
      };
      let secret = "";
      const problem = await problemOf(async () => {
        const { id } = requireViewer(context).account;
        ({ secret } = await desk.accounts.tokens.create(id, wanted));
      });
      if (problem === undefined) return showTokens(context, { secret });
      return showTokens(context, { label, problem }, 400);
    },

    async "POST /settings/tokens/revoke"(context) {
      const { token } = await readTexts(context, ["token"]);
      await desk.accounts.tokens.revoke(requireViewer(context).account.id, token);
      return desk.lead(context, "/settings/tokens", "token-revoked");
    },
  } satisfies Partial<Handlers>;
}
