import { join } from "node:path";
import type { TestContext } from "node:test";
import { type App, createApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { type Clock, createLog } from "../../src/platform/index.ts";
import { temporaryFolder } from "./program.ts";

export interface TestAppOptions {
  readonly clock?: Clock;
  readonly environment?: Readonly<Record<string, string>>;
}

/** The built app on a temporary data folder, closed when the test ends. */
export async function openTestApp(t: TestContext, options: TestAppOptions = {}): Promise<App> {
  const dataDir = join(await temporaryFolder(t), "data");
  const config = readConfig({ LOG_LEVEL: "silent", ...options.environment });
  const app = await createApp(config, {
    dataDir,
    log: createLog("silent"),
    ...(options.clock ? { clock: options.clock } : {}),
  });
  t.after(() => app.close());
  return app;
}
