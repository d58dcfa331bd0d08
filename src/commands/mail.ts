import { resolveTxt } from "node:dns/promises";
import { text as readAll } from "node:stream/consumers";
import { checkNames, type Mail, makeDkimKey } from "#mail";
import { AppError, parseEmailAddress } from "#platform";
import { mailSettingsOf } from "../mail-config.ts";
import { asWords, type Call, type Command, choiceOption, UsageError } from "./command.ts";
import { withMail } from "./with-mail.ts";

const WEEK_MS = 7 * 86_400_000;

export const mailCommand: Command = {
  name: "mail",
  usage: "status|pause|resume|test|suppress|restore|bounce|check|key …",
  help: "How mail fares, for whoever runs the site: also while it is being served.",
  options: { kind: { type: "string" } },
  words: [1, 2],
  async run(call) {
    const [action = "", ...words] = call.words;
    const act = Object.hasOwn(actions, action) ? actions[action] : undefined;
    if (!act || words.length < act.words[0] || words.length > act.words[1]) {
      const usages = Object.values(actions).map(({ usage }) => usage);
      throw new UsageError(`mail takes ${usages.join(", ")}`);
    }
    await act.run(call, words[0] ?? "");
  },
};

interface Action {
  readonly usage: string;
  readonly words: readonly [number, number];
  run(call: Call, word: string): Promise<void>;
}

type MailAct = (mail: Mail, call: Call, word: string) => Promise<void>;

const using = (act: MailAct): Action["run"] => {
  return (call, word) => withMail(call, (mail) => act(mail, call, word));
};

const actions: Readonly<Record<string, Action>> = {
  status: { usage: "status [ADDRESS]", words: [0, 1], run: using(status) },
  pause: { usage: "pause [REASON]", words: [0, 1], run: using(pause) },
  resume: { usage: "resume", words: [0, 0], run: using(resume) },
  test: { usage: "test ADDRESS", words: [1, 1], run: using(sendTest) },
  suppress: { usage: "suppress ADDRESS", words: [1, 1], run: using(suppress) },
  restore: { usage: "restore ADDRESS", words: [1, 1], run: using(restore) },
  bounce: { usage: "bounce [ADDRESS] < MESSAGE", words: [0, 1], run: using(takeBounce) },
  check: { usage: "check", words: [0, 0], run: check },
  key: { usage: "key SELECTOR [--kind rsa|ed25519]", words: [1, 1], run: makeKey },
};

async function status(mail: Mail, call: Call, word: string): Promise<void> {
  if (word !== "") return standing(mail, call, word);
  const state = await mail.sending.state();
  const since = new Date(Date.now() - WEEK_MS).toISOString();
  const counts = await mail.events.counts(since);
  const suppressed = await mail.addresses.counts();
  const sums = Object.entries(counts).map(([kind, number]) => `${kind} ${number}`);
  const held = Object.entries(suppressed).map(([reason, number]) => `${reason} ${number}`);
  const lines = [
    mail.canSend ? `Mail leaves from ${mail.sender.address}` : "No mail server is set (SMTP_URL)",
    state.isPaused
      ? `Paused${state.since ? ` since ${state.since}` : ""}: ${state.reason}`
      : "Not paused",
    `In seven days: ${sums.join(", ")}`,
    `Addresses that get nothing: ${held.join(", ") || "none"}`,
  ];
  call.output.result({ canSend: mail.canSend, ...state, counts, suppressed }, lines.join("\n"));
}

async function standing({ addresses }: Mail, call: Call, word: string): Promise<void> {
  const address = asWords(() => parseEmailAddress(word));
  const found = await addresses.standing(address);
  const why = found.reason ? ` (${found.reason}, since ${found.since})` : "";
  const said = found.state === "fine" ? "gets its mail" : `gets nothing${why}`;
  call.output.result(found, `${address} ${said}; score of bounces ${found.score}`);
}

async function pause({ sending }: Mail, call: Call, reason: string): Promise<void> {
  await sending.pause(reason || "paused by the operator");
  call.output.result(
    await sending.state(),
    "Sending is paused; what is due stays due, until it expires.",
  );
}

async function resume({ sending }: Mail, call: Call): Promise<void> {
  await sending.resume();
  const state = await sending.state();
  if (state.isPaused) throw new AppError("unavailable", `Still no mail leaves: ${state.reason}`);
  call.output.result(state, "Mail leaves again.");
}

async function sendTest(mail: Mail, call: Call, word: string): Promise<void> {
  if (!mail.canSend) throw new AppError("unavailable", "No mail can be sent: set SMTP_URL");
  const address = asWords(() => parseEmailAddress(word));
  const { siteTitle } = call.config;
  const text = `This is a test of the mail of ${siteTitle}. It has arrived.`;
  const headers = { "Auto-Submitted": "auto-generated" };
  await mail.sendOne(address, {
    subject: `A test of ${siteTitle}`,
    text,
    html: `<p>${escapeHtml(text)}</p>`,
    headers,
  });
  call.output.result({ to: address }, `The mail server has taken a message to ${address}.`);
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}

async function suppress({ addresses }: Mail, call: Call, word: string): Promise<void> {
  const address = asWords(() => parseEmailAddress(word));
  await addresses.suppress(address, "operator");
  call.output.result(await addresses.standing(address), `Nothing more is sent to ${address}.`);
}

async function restore({ addresses }: Mail, call: Call, word: string): Promise<void> {
  const address = asWords(() => parseEmailAddress(word));
  await addresses.restore(address, { isReader: false });
  call.output.result(await addresses.standing(address), `${address} gets its mail again.`);
}

async function takeBounce({ events }: Mail, call: Call, to: string): Promise<void> {
  const told = await events.takeReport(await readAll(process.stdin), "command", to || undefined);
  const kinds = told.map(
    ({ kind, status, address }) =>
      `${kind} ${status ?? ""}${address ? "" : " (unproved: counts for nothing)"}`,
  );
  const text = kinds.length > 0 ? kinds.join("\n") : "This is no report of a failure.";
  call.output.result({ events: told.map(({ key: _, ...event }) => event) }, text);
}

async function check(call: Call): Promise<void> {
  const findings = await checkNames(mailSettingsOf(call.config), resolveTxt);
  const isTls = call.config.siteUrl.startsWith("https://");
  const says = isTls
    ? "https://"
    : "set SITE_URL to an https:// address, or mail programs show no button";
  const all = [...findings, { what: "One-click unsubscribe", isFine: isTls, says }];
  const lines = all.map(({ what, isFine, says }) => `${isFine ? "ok  " : "bad "} ${what}: ${says}`);
  call.output.result({ findings: all }, lines.join("\n"));
  if (all.some(({ isFine }) => !isFine)) process.exitCode = 1;
}

async function makeKey(call: Call, selector: string): Promise<void> {
  const kind = choiceOption(call, "kind", ["rsa", "ed25519"] as const) ?? "rsa";
  const { file, record } = await makeDkimKey(call.dataDir, selector, kind);
  const setting = `MAIL_DKIM="${selector}=${file}"`;
  call.output.result(
    { file, record, setting },
    `${file}\nPublish as TXT of ${selector}._domainkey.YOUR-DOMAIN:\n${record}\nand set ${setting}`,
  );
}
