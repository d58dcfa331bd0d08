import { setFlash } from "../../http/flash.ts";
import type { PageServer } from "../../page-server.ts";
import { passkeysPage } from "../../pages/account/ways-in-pages.ts";
import type { WebParts } from "../../parts.ts";
import type { Handlers } from "../../web-context.ts";
import { readTexts } from "../forms.ts";
import { requireViewer } from "../read-request.ts";
import type { AccountDesk } from "./account-desk.ts";
import { answerJson, readJson } from "./json-exchange.ts";

const PATH = "/settings/passkeys";
const MAX_LABEL_CHARACTERS = 60;

/** One's own passkeys; the script `passkeys.js` speaks JSON with two of these addresses. */
export function createPasskeyHandlers(parts: WebParts, server: PageServer, desk: AccountDesk) {
  const { cookies } = desk;
  return {
    async "GET /settings/passkeys"(context) {
      const { passkeys } = desk.accounts;
      const known = await passkeys.list(requireViewer(context).account.id);
      return server.oncePage(context, (frame) => passkeysPage(frame, known, passkeys.canUse));
    },

    "POST /settings/passkeys/begin": (context) =>
      answerJson(context, async () => {
        const { id } = requireViewer(context).account;
        const ceremony = await desk.accounts.passkeys.beginRegistration(id);
        cookies.keep(context, "passkey", ceremony.browser);
        return { options: ceremony.options };
      }),

    "POST /settings/passkeys/finish": (context) =>
      answerJson(context, async () => {
        const { id } = requireViewer(context).account;
        const { answer, label } = await readJson(context);
        const browser = cookies.read(context, "passkey");
        const name = labelOf(label, context.get("origin").agent);
        await desk.accounts.passkeys.finishRegistration(id, browser, answer, name);
        cookies.drop(context, "passkey");
        setFlash(context, parts.site, "passkey-added");
        return { next: PATH };
      }),

    async "POST /settings/passkeys/remove"(context) {
      const { passkey } = await readTexts(context, ["passkey"]);
      await desk.accounts.passkeys.remove(requireViewer(context).account.id, passkey);
      return desk.lead(context, PATH, "passkey-removed");
    },
  } satisfies Partial<Handlers>;
}

/** As typed, else the browser and the system, which people know their devices by. */
function labelOf(label: unknown, agent: string): string {
  const typed = typeof label === "string" ? label.trim().slice(0, MAX_LABEL_CHARACTERS) : "";
  return typed || agent;
}
