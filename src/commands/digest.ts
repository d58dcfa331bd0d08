import { readDigestStatus, type SendReport } from "#digests";
import { type Period, parsePeriod } from "#editions";
import { AppError, systemClock } from "#platform";
import type { App } from "../app.ts";
import { asWords, type Call, type Command, textOption, UsageError } from "./command.ts";
import { withApp } from "./with-app.ts";
import { withMail } from "./with-mail.ts";

export const digestCommand: Command = {
  name: "digest",
  usage: "preview|make|send|status [--date D] [--to ADDRESS]",
  help: "Shows a digest, makes or sends what is due, or says how digests stand.",
  options: { date: { type: "string" }, to: { type: "string" } },
  words: [1, 1],
  async run(call) {
    const action = actions[call.words[0] ?? ""];
    if (!action) throw new UsageError(`digest takes ${Object.keys(actions).join(", ")}`);
    const date = textOption(call, "date");
    const period = date === undefined ? undefined : asWords(() => parsePeriod(date));
    await action(call, period);
  },
};

type Action = (call: Call, period: Period | undefined) => Promise<void>;
type AppAct = (app: App, call: Call, period: Period | undefined) => Promise<void>;

const using = (act: AppAct): Action => {
  return (call, period) => withApp(call, (app) => act(app, call, period));
};

const actions: Readonly<Record<string, Action>> = {
  preview: using(preview),
  make: using(make),
  send: using(send),
  status,
};
const WEEK_MS = 7 * 86_400_000;

/** Makes the issues that are due, and mails none. */
async function make(app: App, call: Call): Promise<void> {
  const report = await app.digests.compose(app.clock.now());
  call.output.result(report, `${report.made} issues made, ${report.empty} with nothing new`);
}

/** Also while the site is being served from the same folder. */
function status(call: Call): Promise<void> {
  return withMail(call, async (mail, database) => {
    const since = new Date(systemClock.now().getTime() - WEEK_MS);
    const found = await readDigestStatus(database, since);
    const { subscribers, digests, nextDueAt, mails } = found;
    const states = Object.entries(mails).map(([state, count]) => `${count} ${state}`);
    const lines = [
      `${subscribers} subscribers with ${digests} digests; the next is due ${nextDueAt ?? "never"}`,
      `Mails of the last seven days: ${states.join(", ") || "none"}`,
    ];
    const { isPaused, reason } = await mail.sending.state();
    if (isPaused) lines.push(`Sending is paused: ${reason ?? "by the operator"}`);
    call.output.result({ ...found, isPaused }, lines.join("\n"));
  });
}

async function preview(app: App, call: Call, named: Period | undefined): Promise<void> {
  const period = named ?? (await app.editions.newest("day"));
  if (!period) throw new AppError("not_found", "There are no papers yet; import some first.");
  const message = await app.digests.preview(period);
  call.output.result(message, `Subject: ${message.subject}\n\n${message.text}`);
}

/** @throws AppError `unavailable` when a message could not be handed over. */
async function send(app: App, call: Call, period: Period | undefined): Promise<void> {
  const to = textOption(call, "to");
  if (app.config.siteUrl === "") {
    call.output.note(`SITE_URL is not set: the links in these mails lead to ${app.site.url}`);
  }
  const report = await app.digests.send({
    now: app.clock.now(),
    ...(period === undefined ? {} : { period }),
    ...(to === undefined ? {} : { to }),
  });
  const { due, sent, failed, expired, reasons, paused } = report;
  call.output.result(report, `${due} due: ${sent} sent, ${failed} failed, ${expired} expired`);
  if (paused) call.output.note(`Sending is paused: ${paused}. "broadsheet mail resume" goes on.`);
  if (failed > 0) throw new AppError("unavailable", explain(report));
  for (const reason of reasons) call.output.note(`Sent, but unsure: ${reason}`);
}

/** What was not sent, why, and what becomes of it. */
function explain({ failed, refused, reasons }: SendReport): string {
  const open = failed - refused;
  return [
    `${failed} ${failed === 1 ? "digest was" : "digests were"} not sent: ${reasons.join("; ")}.`,
    ...(open > 0 ? [`Still due: ${open}; "digest send" tries again, and so does "serve".`] : []),
    ...(refused > 0
      ? [`Refused for good: ${refused}; "digest send --date D" tries once more.`]
      : []),
  ].join("\n");
}
