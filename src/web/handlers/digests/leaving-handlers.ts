import type { PageServer } from "../../page-server.ts";
import {
  type Leaving,
  unsubscribedPage,
  unsubscribePage,
  weeklyDonePage,
  weeklyPage,
} from "../../pages/digests/leaving-pages.ts";
import type { WebParts } from "../../parts.ts";
import type { Handlers } from "../../web-context.ts";
import { openDesk, tokenOf } from "./desk.ts";

/** Ending one digest or all, or having it less often. GET shows, POST acts. */
export function createLeavingHandlers(parts: WebParts, server: PageServer) {
  /** What a token of a mail can end; a `stop` token shows its one digest. */
  const look = async (token: string): Promise<Leaving> => {
    const subscriber = await openDesk(parts).open(token);
    const digest = subscriber.digests.find(({ id }) => id === subscriber.stops);
    return { token, subscriber, digest };
  };
  return {
    async "GET /unsubscribe"(context) {
      const leaving = await look(tokenOf(context));
      return server.oncePage(context, () => unsubscribePage(leaving));
    },

    // RFC 8058, 3.2: no cookie, no confirmation and no redirect may stand in the way.
    async "POST /unsubscribe"(context) {
      const token = tokenOf(context);
      await openDesk(parts).unsubscribe(token);
      const leaving = await look(token);
      return server.oncePage(context, () => unsubscribedPage(leaving));
    },

    async "GET /unsubscribe/weekly"(context) {
      const leaving = await look(tokenOf(context));
      return server.oncePage(context, () => weeklyPage(leaving));
    },

    async "POST /unsubscribe/weekly"(context) {
      const token = tokenOf(context);
      await openDesk(parts).weeklyInstead(token);
      const leaving = await look(token);
      return server.oncePage(context, () => weeklyDonePage(leaving));
    },
  } satisfies Partial<Handlers>;
}
