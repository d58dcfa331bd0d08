/** A real Postfix of a test's own: its folders, its ports of loopback, no service of the system. */
import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { promisify } from "node:util";
import { freePort } from "./free-port.ts";

const run = promisify(execFile);
const program = "/usr/sbin/postfix";
const NOBODY = 65_534;

/** Why tests with Postfix can not run here, or `false`. Where everything is required they run, and fail. */
export function whyNoPostfix(): string | false {
  if (process.env.REQUIRE_EVERYTHING) return false;
  if (!existsSync(program))
    return `no ${program}: apt-get install postfix, with "No configuration"`;
  return process.getuid?.() === 0 ? false : "Postfix starts as root alone";
}

export interface PostfixOptions {
  /** Domains whose mail is delivered into Maildirs. */
  readonly domains: readonly string[];
  /** Domains whose mail is handed on, by domain: `lmtp:inet:127.0.0.1:2526`, `smtp:[…]:port`. */
  readonly routes?: Readonly<Record<string, string>>;
  /** More lines of main.cf. */
  readonly settings?: readonly string[];
}

export interface Postfix {
  /** `smtp://…` on loopback. */
  readonly url: string;
  readonly logFile: string;
  /** Mails delivered to an address, oldest first. */
  inbox(address: string): Promise<string[]>;
  /** How many mails lie in Maildirs. */
  delivered(): Promise<number>;
  close(): Promise<void>;
}

export async function startPostfix(options: PostfixOptions): Promise<Postfix> {
  const folder = await mkdtemp(join(tmpdir(), "broadsheet-postfix-"));
  const port = await freePort();
  await writeConfiguration(folder, port, options);
  const master = spawn(program, ["-c", join(folder, "etc"), "start-fg"], { stdio: "pipe" });
  const said: string[] = [];
  for (const stream of [master.stdout, master.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => said.push(text));
  }
  const ended = new Promise<void>((resolve) => master.once("close", () => resolve()));
  const close = async () => {
    await run(program, ["-c", join(folder, "etc"), "stop"]).catch(() => {});
    await ended;
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  const logFile = join(folder, "log", "mail.log");
  const list = () => listMaildir(join(folder, "mail", "all", "new"));
  if (!(await answers(port))) {
    const log = await readFile(logFile, "utf8").catch(() => "");
    await close();
    throw new Error(`Postfix did not start: ${said.join("")}${log}`);
  }
  return {
    url: `smtp://127.0.0.1:${port}`,
    logFile,
    async inbox(address) {
      const mails = await Promise.all((await list()).map((file) => readFile(file, "utf8")));
      return mails.filter((mail) => mail.includes(`\nDelivered-To: ${address}\n`));
    },
    delivered: async () => (await list()).length,
    close,
  };
}

async function writeConfiguration(folder: string, port: number, options: PostfixOptions) {
  await chmod(folder, 0o755);
  for (const name of ["etc", "spool", "data", "mail", "log"]) await mkdir(join(folder, name));
  const { stdout } = await run("id", ["-u", "postfix"]);
  await chown(join(folder, "data"), Number(stdout), Number(stdout));
  await chown(join(folder, "mail"), NOBODY, NOBODY);
  const routes = Object.entries(options.routes ?? {});
  const table = routes.map(([domain, to]) => `{ ${domain} = ${to} }`);
  const main = [
    "compatibility_level = 3.6",
    `queue_directory = ${folder}/spool`,
    `data_directory = ${folder}/data`,
    "command_directory = /usr/sbin",
    "daemon_directory = /usr/lib/postfix/sbin",
    `maillog_file = ${folder}/log/mail.log`,
    `maillog_file_prefixes = ${folder}`,
    "mail_owner = postfix",
    "setgid_group = postdrop",
    "myhostname = mx.example.org",
    "mydestination =",
    "alias_maps =",
    "local_recipient_maps =",
    "inet_interfaces = 127.0.0.1",
    "inet_protocols = ipv4",
    "mynetworks = 127.0.0.0/8",
    "smtpd_relay_restrictions = permit_mynetworks, reject",
    "smtputf8_enable = no",
    "recipient_delimiter = +",
    "disable_dns_lookups = yes",
    "in_flow_delay = 0",
    "notify_classes =",
    `virtual_mailbox_domains = ${options.domains.join(", ")}`,
    `virtual_mailbox_base = ${folder}/mail`,
    // Every address exists, and all share one Maildir: each mail says whose it is.
    "virtual_mailbox_maps = static:all/",
    `virtual_uid_maps = static:${NOBODY}`,
    `virtual_gid_maps = static:${NOBODY}`,
    `relay_domains = ${routes.map(([domain]) => domain).join(", ")}`,
    "relay_recipient_maps =",
    `transport_maps = ${table.length > 0 ? `inline:{${table.join(", ")}}` : ""}`,
    ...(options.settings ?? []),
  ];
  await writeFile(join(folder, "etc", "main.cf"), `${main.join("\n")}\n`);
  await writeFile(join(folder, "etc", "master.cf"), masterOf(port));
}

/** https://www.postfix.org/master.5.html; nothing is chrooted. */
function masterOf(port: number): string {
  const services = [
    `127.0.0.1:${port} inet n - n - 20 smtpd`,
    "pickup unix n - n 60 1 pickup",
    "cleanup unix n - n - 0 cleanup",
    "qmgr unix n - n 300 1 qmgr",
    "rewrite unix - - n - - trivial-rewrite",
    "bounce unix - - n - 0 bounce",
    "defer unix - - n - 0 bounce",
    "trace unix - - n - 0 bounce",
    "verify unix - - n - 1 verify",
    "flush unix n - n 1000? 0 flush",
    "proxymap unix - - n - - proxymap",
    "smtp unix - - n - - smtp",
    "relay unix - - n - - smtp",
    "lmtp unix - - n - - lmtp",
    "showq unix n - n - - showq",
    "error unix - - n - - error",
    "retry unix - - n - - error",
    "discard unix - - n - - discard",
    "virtual unix - n n - - virtual",
    "anvil unix - - n - 1 anvil",
    "scache unix - - n - 1 scache",
    "postlog unix-dgram n - n - 1 postlogd",
  ];
  return `${services.join("\n")}\n`;
}

async function answers(port: number): Promise<boolean> {
  for (let tries = 0; tries < 100; tries++) {
    const greeting = await new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1");
      socket.once("data", () => resolve(true));
      socket.once("error", () => resolve(false));
      socket.once("close", () => resolve(false));
      socket.setTimeout(2_000, () => socket.destroy());
    });
    if (greeting) return true;
    await setTimeout(100);
  }
  return false;
}

/** Oldest first: Maildir names begin with the second. */
/** Oldest first; names begin with the second, which several mails may share, and go on by inode. */
async function listMaildir(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const files = await Promise.all(
    names.map(async (name) => {
      const file = join(folder, name);
      return { file, at: (await stat(file, { bigint: true })).mtimeNs };
    }),
  );
  return files.toSorted((one, other) => Number(one.at - other.at)).map(({ file }) => file);
}

/** Waits until something is there; `undefined` after a minute, for other tests run beside it. */
export async function waitFor<T>(look: () => Promise<T | undefined>): Promise<T | undefined> {
  for (let tries = 0; tries < 1_200; tries++) {
    const found = await look();
    if (found !== undefined) return found;
    await setTimeout(50);
  }
  return undefined;
}
