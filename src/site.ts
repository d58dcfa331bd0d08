import { createWeb, type Web } from "#web";
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
  const desk = app.config.smtpUrl === "" ? undefined : app.digests;
  const web = webOf(app, desk, () => background.notices());
  let demonstration: Promise<{ app: App; web: Web }> | undefined;
  let hasFilesComing = background.isImporting;
  void background.firstIntake.then(() => {
    hasFilesComing = false;
  });
  return {
    async fetch(request) {
      const isEmpty = (await app.papers.lastChange()) === 0;
      if (!isEmpty || hasFilesComing) return web.fetch(request);
      demonstration ??= openDemonstration(app).then((shown) => ({
        app: shown,
        // Who subscribes to the demonstration subscribes to the site itself.
        web: webOf(shown, desk, () => [...background.notices(), demonstrationNotice]),
      }));
      return (await demonstration).web.fetch(request);
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
  digests: App["digests"] | undefined,
  notices: Parameters<typeof createWeb>[0]["notices"],
): Web {
  const { papers, search, editions, clock, log, site } = app;
  return createWeb({
    papers,
    search,
    editions,
    digests,
    site,
    clock,
    log,
    notices,
  });
}
