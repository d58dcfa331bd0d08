import type { Subscriber } from "#digests";
import { addresses } from "../../addresses.ts";
import type { PageServer } from "../../page-server.ts";
import { INTERESTS_PATH, interestsPage } from "../../pages/recommendations/interests-page.ts";
import type { WebParts } from "../../parts.ts";
import type { Handlers, WebContext } from "../../web-context.ts";
import { changeInterests, requireRecommendations } from "../change-interests.ts";
import { problemOf } from "../forms.ts";
import { openSettings } from "./desk.ts";

/**
 * What papers "for me" go by, for who reads by mail without an account. An account's interests
 * are shown to whoever is signed in, and not by the link of a mail.
 */
export function createInterestHandlers(parts: WebParts, server: PageServer) {
  const show = async (context: WebContext, asked: Asked, problem?: string) => {
    const list = await requireRecommendations(parts).interests.list(asked.subscriber.reader);
    const view = { list, token: undefined, problem, place: placeOf(asked) };
    return server.oncePage(context, () => interestsPage(view), problem ? 400 : 200);
  };
  return {
    async "GET /preferences/interests"(context) {
      const asked = await openSettings(parts, context);
      if (asked.subscriber.accountId) return context.redirect(INTERESTS_PATH, 303);
      return show(context, asked);
    },
    async "POST /preferences/interests"(context) {
      const asked = await openSettings(parts, context);
      const { accountId, reader } = asked.subscriber;
      if (accountId) return context.redirect(INTERESTS_PATH, 303);
      const recommendations = requireRecommendations(parts);
      const problem = await problemOf(() => changeInterests(recommendations, reader, context));
      if (problem !== undefined) return show(context, asked, problem);
      return context.redirect(placeOf(asked).path, 303);
    },
  } satisfies Partial<Handlers>;
}

interface Asked {
  readonly subscriber: Subscriber;
  readonly token: string;
}

function placeOf({ token }: Asked) {
  return {
    path: addresses.withToken("/preferences/interests", token),
    digestsPath: addresses.withToken("/preferences", token),
  };
}
