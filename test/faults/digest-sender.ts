/** Sends one edition's digest, as `digest send` does; started by digest-kill.test.ts to be killed. */
import { parsePeriod } from "#editions";
import { openDatabase, systemClock } from "#platform";
import { openDigests, type SenderSettings } from "./digest-sender-parts.ts";

const settings = JSON.parse(process.argv[2] ?? "") as SenderSettings;
const database = await openDatabase({ databaseUrl: "", dataDir: settings.dataDir });
const { digests } = openDigests(database, settings);
const report = await digests.send({
  now: systemClock.now(),
  period: parsePeriod(settings.period),
});
await database.close();
process.stdout.write(JSON.stringify(report));
