import { AppError, parseEmailAddress } from "#platform";
import { setFlash } from "../http/flash.ts";
import type { PageServer } from "../page-server.ts";
import { type AddressShown, mailPage } from "../pages/mail-page.ts";
import type { MailDesk, WebParts } from "../parts.ts";
import type { Handlers, WebContext } from "../web-context.ts";
import { attempt, problemOf, readTexts } from "./forms.ts";

const EVENTS_SHOWN = 50;
const WEEK_MS = 7 * 86_400_000;
const BY_HAND = "paused by an administrator";

/** What mail providers tell, and the page about it for administrators. */
export function createMailHandlers(parts: WebParts, server: PageServer) {
  const open = (): MailDesk => {
    if (parts.mail) return parts.mail;
    throw new AppError("not_found", "No mail is sent from here.");
  };
  const show = (context: WebContext, shown: AddressShown = {}): Promise<Response> =>
    server.oncePage(
      context,
      async (frame) => mailPage(frame, { ...(await readMail(open(), parts)), ...shown }),
      shown.problem === undefined ? 200 : 422,
    );
  return {
    async "POST /mail/events/:provider"(context) {
      const request = { headers: context.req.raw.headers, body: await context.req.text() };
      const events = await open().events.takeProvider(context.req.param("provider") ?? "", request);
      return context.json({ events: events.length }, 200, { "cache-control": "no-store" });
    },

    "GET /admin/mail": (context) => show(context),

    async "POST /admin/mail/pause"(context) {
      await open().sending.pause(BY_HAND);
      setFlash(context, parts.site, "mail-paused");
      return context.redirect("/admin/mail", 303);
    },

    async "POST /admin/mail/resume"(context) {
      await open().sending.resume();
      setFlash(context, parts.site, "mail-resumed");
      return context.redirect("/admin/mail", 303);
    },

    async "POST /admin/mail/address"(context) {
      const { email, act } = await readTexts(context, ["email", "act"]);
      const parsed = await attempt(async () => parseEmailAddress(email));
      if ("problem" in parsed) return show(context, { problem: parsed.problem });
      const { addresses } = open();
      const address = parsed.value;
      const problem = await problemOf(async () => {
        if (act === "suppress") await addresses.suppress(address, "operator");
        if (act === "restore") await addresses.restore(address, { isReader: false });
      });
      const looked = { address, standing: await addresses.standing(address) };
      return show(context, { ...looked, ...(problem !== undefined && { problem }) });
    },
  } satisfies Partial<Handlers>;
}

async function readMail(mail: MailDesk, { clock }: WebParts) {
  const since = new Date(clock.now().getTime() - WEEK_MS).toISOString();
  return {
    canSend: mail.canSend,
    sender: mail.sender.address,
    state: await mail.sending.state(),
    counts: await mail.events.counts(since),
    suppressed: await mail.addresses.counts(),
    events: await mail.events.list(EVENTS_SHOWN),
  };
}
