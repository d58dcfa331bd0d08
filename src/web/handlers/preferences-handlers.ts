import { addresses } from "../addresses.ts";
import type { PageServer } from "../page-server.ts";
import { preferencesPage, unsubscribedPage, unsubscribePage } from "../pages/subscribe-page.ts";
import type { SubscriberDesk, WebParts } from "../parts.ts";
import type { Handlers } from "../web-context.ts";
import { openDesk, readFields, tokenOf, toRequest } from "./digest-forms.ts";
import { problemOf } from "./forms.ts";

/** A subscriber's settings, and leaving. GET shows, POST acts; a token stands for the person. */
export function createPreferencesHandlers(parts: WebParts, server: PageServer) {
  const desk = (): SubscriberDesk => openDesk(parts);
  return {
    async "GET /preferences"(context) {
      const token = tokenOf(context);
      const preferences = await desk().peek(token);
      const saved = context.req.query("saved") === "1";
      return server.oncePage(context, () => preferencesPage(token, preferences, { saved }));
    },

    async "POST /preferences"(context) {
      const token = tokenOf(context);
      const known = await desk().peek(token);
      const fields = await readFields(context, { ...known, hour: String(known.hour) });
      const { cadence, hour, timeZone } = toRequest(fields);
      const problem = await problemOf(() =>
        desk().updatePreferences(token, { cadence, hour, timeZone }),
      );
      if (problem === undefined) {
        return context.redirect(`${addresses.withToken("/preferences", token)}&saved=1`, 303);
      }
      return server.oncePage(context, () => preferencesPage(token, known, { problem }), 400);
    },

    async "GET /unsubscribe"(context) {
      const token = tokenOf(context);
      const preferences = await desk().peek(token);
      return server.oncePage(context, () => unsubscribePage(token, preferences));
    },

    // RFC 8058, 3.2: no cookie, no confirmation and no redirect may stand in the way.
    async "POST /unsubscribe"(context) {
      const token = tokenOf(context);
      await desk().unsubscribe(token);
      const preferences = await desk().peek(token);
      return server.oncePage(context, () => unsubscribedPage(token, preferences));
    },
  } satisfies Partial<Handlers>;
}
