import type { PageServer } from "../page-server.ts";
import {
  checkInboxPage,
  confirmedPage,
  confirmPage,
  noMailPage,
  subscribePage,
} from "../pages/subscribe-page.ts";
import type { SubscriberDesk, WebParts } from "../parts.ts";
import type { Handlers } from "../web-context.ts";
import { blankFields, openDesk, readFields, tokenOf, toRequest } from "./digest-forms.ts";
import { problemOf } from "./forms.ts";

/** Subscribing to the digest: asked for, then confirmed. GET shows, POST acts. */
export function createSubscribeHandlers(parts: WebParts, server: PageServer) {
  const desk = (): SubscriberDesk => openDesk(parts);
  return {
    "GET /subscribe": (context) =>
      server.page(context, (frame) =>
        parts.digests ? subscribePage(frame, blankFields(parts), undefined) : noMailPage(frame),
      ),

    async "POST /subscribe"(context) {
      const fields = await readFields(context, blankFields(parts));
      const problem = await problemOf(() => desk().subscribe(toRequest(fields)));
      if (problem === undefined) return context.redirect("/subscribe/check-inbox", 303);
      return server.oncePage(context, (frame) => subscribePage(frame, fields, problem), 400);
    },

    "GET /subscribe/check-inbox": (context) => server.page(context, checkInboxPage),

    async "GET /subscribe/confirm"(context) {
      const token = tokenOf(context);
      const { state } = await desk().peek(token);
      return server.oncePage(context, () => confirmPage(token, state));
    },

    async "POST /subscribe/confirm"(context) {
      const preferences = await desk().confirm(tokenOf(context));
      return server.oncePage(context, () => confirmedPage(preferences));
    },
  } satisfies Partial<Handlers>;
}
