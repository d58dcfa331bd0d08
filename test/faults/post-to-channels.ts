/**
 * Posts once to all channels that are due, as `serve` does every minute; killed by
 * kill-channels.ts.
 *
 *   node test/faults/post-to-channels.ts DATA_FOLDER MILLISECONDS_AHEAD
 */
import { createApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";

const [dataDir = "", aheadMs = ""] = process.argv.slice(2);
const clock = { now: () => new Date(Date.now() + Number(aheadMs)) };
const app = await createApp(readConfig(process.env), { dataDir, clock });
try {
  console.log(JSON.stringify(await app.channels.run(clock.now())));
} finally {
  await app.close();
}
