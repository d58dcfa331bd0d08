import { type App, createApp } from "../app.ts";
import type { Call } from "./command.ts";

/** Opens the app on the call's data folder, lets `work` use it, and closes it whatever happens. */
export async function withApp<T>(call: Call, work: (app: App) => Promise<T>): Promise<T> {
  const app = await createApp(call.config, { dataDir: call.dataDir });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}
