/** The site as it runs, over the data of the benchmark. Arguments: its folder, the peer's file. */
import { createApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { listen } from "../../src/listen.ts";
import { createLog, fixedClock } from "../../src/platform/index.ts";
import { createWeb } from "../../src/web/index.ts";
import { DAY, fillSite, writePeerData } from "./fill-site.ts";
import type { ServerMessage } from "./server-messages.ts";

const [dataDir = "", peerData = ""] = process.argv.slice(2);
const clock = fixedClock(`${DAY}T12:00:00Z`);
const log = createLog("silent");
const app = await createApp(readConfig({}), { dataDir, clock, log });
const filled = await fillSite(app);
await writePeerData(app, peerData, filled);

const { papers, search, editions, accounts, community, site } = app;
const parts = { papers, search, editions, accounts, community, site, clock, log };
const web = createWeb({ ...parts, notices: () => [] });
const { url } = await listen(web.fetch, { host: "127.0.0.1", port: 0 });
const signedIn = { cookie: `session=${filled.session}` };
process.send?.({
  kind: "ready",
  url,
  pages: [
    { name: "edition, signed in", path: `/daily/${DAY}`, headers: signedIn },
    { name: "edition, anonymous", path: `/daily/${DAY}`, headers: {} },
    { name: "500 comments", path: `/papers/${filled.paperId}`, headers: signedIn },
  ],
} satisfies ServerMessage);
