import { createWeb, type Web, type WebParts } from "#web";
import type { App } from "./app.ts";
import type { Background } from "./background.ts";
import { openDemonstration } from "./demonstration.ts";
import type { Fetch } from "./listen.ts";

export interface OpenSite {
  readonly fetch: Fetch;
  close(): Promise<void>;
}

/**
 * The site people see: the app's own papers, or, while it has none and no file of them is
 * being read, the demonstration edition.
 */
export function openSite(app: App, background: Background): OpenSite {
  const sendsNoMail = app.config.smtpUrl === "";
  const own = { digests: app.digests, sendsNoMail, accounts: app.accounts, mail: app.mail };
  const { community, recommendations, picks, channels, editions: editor } = app;
  const whole = { ...own, community, recommendations, picks, channels, editor };
  const web = webOf(app, whole, () => background.notices());
  let demonstration: Promise<{ app: App; web: Web }> | undefined;
  let hasFilesComing = background.isImporting;
  let hasPapers = false;
  void background.firstIntake.then(() => {
    hasFilesComing = false;
  });
  return {
    async fetch(request, remoteAddress) {
      // Once there are papers it is never asked again.
      hasPapers ||= (await app.papers.lastChange()) !== 0;
      // The first paper of all may be one that a reader brings.
      const isBringing = /^\/submi(?:t|ssions)\b/.test(new URL(request.url).pathname);
      if (hasPapers || hasFilesComing || isBringing) return web.fetch(request, remoteAddress);
      demonstration ??= openDemonstration(app).then((shown) => ({
        app: shown,
        // Who subscribes or signs in on the demonstration does so on the site itself.
        web: webOf(shown, own, () => [...background.notices(), demonstrationNotice]),
      }));
      return (await demonstration).web.fetch(request, remoteAddress);
    },
    async close() {
      await (await demonstration)?.app.close();
    },
  };
}

const demonstrationNotice = {
  kind: "info",
  text: "This is a demonstration edition of well-known papers; it goes away with the first paper that comes in.",
} as const;

function webOf(
  app: App,
  people: Pick<
    WebParts,
    | "digests"
    | "sendsNoMail"
    | "accounts"
    | "mail"
    | "community"
    | "recommendations"
    | "picks"
    | "channels"
    | "editor"
  >,
  notices: WebParts["notices"],
): Web {
  const { papers, search, editions, summaries, clock, log, site, config } = app;
  const { trustedProxies } = config;
  return createWeb({
    papers,
    search,
    editions,
    summaries,
    ...people,
    site,
    clock,
    log,
    notices,
    trustedProxies,
  });
}
