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
  const web = webOf(app, () => background.notices());
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
        web: webOf(shown, () => [...background.notices(), demonstrationNotice]),
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

function webOf(app: App, notices: Parameters<typeof createWeb>[0]["notices"]): Web {
  const { papers, search, editions, digests, clock, log, config, site } = app;
  return createWeb({
    papers,
    search,
    editions,
    digests: config.smtpUrl === "" ? undefined : digests,
    site,
    clock,
    log,
    notices,
  });
}
