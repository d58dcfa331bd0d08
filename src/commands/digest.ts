import { parsePeriod } from "#editions";
import { AppError } from "#platform";
import type { App } from "../app.ts";
import { type Call, type Command, textOption, UsageError } from "./command.ts";
import { withApp } from "./with-app.ts";

export const digestCommand: Command = {
  name: "digest",
  usage: "preview|send [--date D] [--to ADDRESS]",
  help: "Writes the digest to standard output, or sends what is due.",
  options: { date: { type: "string" }, to: { type: "string" } },
  words: [1, 1],
  async run(call) {
    const [action] = call.words;
    if (action !== "preview" && action !== "send")
      throw new UsageError("digest takes preview or send");
    await withApp(call, (app) => (action === "preview" ? preview(app, call) : send(app, call)));
  },
};

async function preview(app: App, call: Call): Promise<void> {
  const date = textOption(call, "date");
  const period = date === undefined ? await app.editions.newest("day") : parsePeriod(date);
  if (!period) throw new AppError("not_found", "There are no papers yet; import some first.");
  const message = await app.digests.preview(period);
  call.output.result(message, `Subject: ${message.subject}\n\n${message.text}`);
}

/** @throws AppError `unavailable` when a message could not be handed over. */
async function send(app: App, call: Call): Promise<void> {
  const date = textOption(call, "date");
  const to = textOption(call, "to");
  const report = await app.digests.send({
    now: app.clock.now(),
    ...(date === undefined ? {} : { period: parsePeriod(date) }),
    ...(to === undefined ? {} : { to }),
  });
  const { due, sent, failed, expired } = report;
  call.output.result(report, `${due} due: ${sent} sent, ${failed} failed, ${expired} expired`);
  if (failed > 0) {
    throw new AppError(
      "unavailable",
      `${failed} digests were not sent; they are tried again with the next "digest send".`,
    );
  }
}
