import { once } from "node:events";
import { listenForBounces } from "#mail";
import type { App } from "./app.ts";

/**
 * Takes what the mail server hands back, where MAIL_LISTEN says so, until `signal`. Never
 * rejects.
 */
export async function takeBounces(app: App, signal: AbortSignal): Promise<void> {
  const { config, mail, log } = app;
  const { listenUrl } = config.mail;
  if (listenUrl === "" || signal.aborted) return;
  try {
    const listener = await listenForBounces({ listenUrl, events: mail.events, log });
    if (!signal.aborted) await once(signal, "abort");
    await listener.close();
  } catch (error) {
    // Beside PostgreSQL another process may have the port; one that listens is enough.
    log.error({ err: error, listenUrl }, "bounces are not taken here");
  }
}
