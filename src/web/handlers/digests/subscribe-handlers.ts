import type { Subject } from "#picks";
import type { PageServer } from "../../page-server.ts";
import type { DigestFields } from "../../pages/digests/digest-form.ts";
import {
  checkInboxPage,
  confirmedPage,
  confirmPage,
  noMailPage,
  subscribePage,
} from "../../pages/digests/subscribe-page.ts";
import type { WebParts } from "../../parts.ts";
import type { Handlers, WebContext } from "../../web-context.ts";
import { problemOf } from "../forms.ts";
import { openDesk, tokenOf } from "./desk.ts";
import {
  blankFields,
  fieldsAsked,
  interestsOf,
  isGiven,
  nameGiven,
  readFields,
  subjectOf,
  toWish,
} from "./digest-fields.ts";

/** Subscribing: asked for, then confirmed. GET shows, POST acts. */
export function createSubscribeHandlers(parts: WebParts, server: PageServer) {
  return {
    async "GET /subscribe"(context) {
      if (!parts.digests || parts.sendsNoMail) return server.page(context, noMailPage);
      const asked = subjectOf(context.req.query("kind"), context.req.query("target"));
      const given = asked && isGiven(asked) ? await nameGiven(parts, asked, context) : undefined;
      const isKnown = asked !== undefined && (given !== undefined || !isGiven(asked));
      const fields = { ...blankFields(parts), ...(isKnown ? fieldsAsked(asked) : {}) };
      const make = (frame: Parameters<typeof subscribePage>[0]) =>
        subscribePage(frame, { fields, given }, undefined);
      return asked ? server.oncePage(context, make) : server.page(context, make);
    },

    async "POST /subscribe"(context) {
      const { fields, given } = await readFields(context, blankFields(parts));
      const problem = await problemOf(
        () => ask(parts, fields, given),
        ["invalid", "conflict", "not_found"],
      );
      if (problem === undefined) return context.redirect("/subscribe/check-inbox", 303);
      const named = await nameGiven(parts, given, context);
      return server.oncePage(
        context,
        (frame) => subscribePage(frame, { fields, given: named }, problem),
        400,
      );
    },

    "GET /subscribe/check-inbox": (context) => server.page(context, checkInboxPage),

    async "GET /subscribe/confirm"(context) {
      const token = tokenOf(context);
      const subscriber = await openDesk(parts).open(token);
      return server.oncePage(context, () => confirmPage(token, subscriber));
    },

    async "POST /subscribe/confirm"(context: WebContext) {
      const subscriber = await openDesk(parts).confirm(tokenOf(context));
      return server.oncePage(context, () => confirmedPage(subscriber));
    },
  } satisfies Partial<Handlers>;
}

function ask(parts: WebParts, fields: DigestFields, given: Subject | undefined): Promise<void> {
  const wish = toWish(fields, given);
  const interests = wish.subject.kind === "for-me" ? interestsOf(fields) : undefined;
  return openDesk(parts).subscribe({
    ...wish,
    route: "mail",
    email: fields.email,
    ...(interests && { interests }),
  });
}
