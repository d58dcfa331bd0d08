import { setFlash } from "../../http/flash.ts";
import type { WebParts } from "../../parts.ts";
import type { Handlers } from "../../web-context.ts";
import type { AccountDesk } from "./account-desk.ts";
import { enterAndFindNext } from "./enter.ts";
import { answerJson, readJson } from "./json-exchange.ts";

/** Signing in by a passkey; the script `passkeys.js` speaks JSON with these addresses. */
export function createPasskeyLoginHandlers(parts: WebParts, desk: AccountDesk) {
  const { cookies } = desk;
  return {
    "POST /login/passkey/begin": (context) =>
      answerJson(context, async () => {
        const { next } = await readJson(context);
        const ceremony = await desk.accounts.passkeys.beginSignIn(context.get("origin"));
        cookies.keep(context, "passkey", ceremony.browser);
        cookies.keepNext(context, next);
        return { options: ceremony.options };
      }),

    "POST /login/passkey/finish": (context) =>
      answerJson(context, async () => {
        const { answer } = await readJson(context);
        const browser = cookies.read(context, "passkey");
        const { passkeys } = desk.accounts;
        const signedIn = await passkeys.finishSignIn(browser, answer, context.get("origin"));
        const next = await enterAndFindNext(desk, context, signedIn);
        setFlash(context, parts.site, "signed-in");
        return { next };
      }),
  } satisfies Partial<Handlers>;
}
