import { isIP } from "node:net";
import { availableParallelism } from "node:os";
import type { AccountSettings } from "#accounts";
import type { ChannelSettings } from "#channels";
import type { CommunitySettings } from "#community";
import { AppError } from "#platform";
import type { EncoderSettings } from "#search";
import type { SummarySettings } from "#summaries";
import { accountProblems, accountRules, accountSettings, readAccounts } from "./account-config.ts";
import { channelRules, channelSettings, readChannels } from "./channel-config.ts";
import { communityRules, communitySettings, readCommunity } from "./community-config.ts";
import { digestRules, digestSettings, readDigests } from "./digest-config.ts";
import { encoderProblems, encoderRules, encoderSettings, readEncoder } from "./encoder-config.ts";
import { mailProblems, mailRules, mailSettings, type ReadMail, readMail } from "./mail-config.ts";
import type { Rule, Setting } from "./setting.ts";
import { readSummaries, summaryProblems, summaryRules, summarySettings } from "./summary-config.ts";

export const settings = [
  { name: "SITE_TITLE", default: "Broadsheet", help: "Name of the site, shown on every page" },
  {
    name: "SITE_URL",
    default: "",
    help: "Public address, without a slash at the end; empty: the address it listens on",
  },
  {
    name: "TIME_ZONE",
    default: "UTC",
    help: "IANA zone in which a day begins and ends",
  },
  {
    name: "DATABASE_URL",
    default: "",
    help: "postgres:// address; empty: SQLite in the data folder",
    isSecret: true,
  },
  {
    name: "ARXIV_CATEGORIES",
    default: "cs.AI cs.CL cs.CV cs.LG stat.ML",
    help: "arXiv categories to harvest, parted by spaces; none: do not harvest",
  },
  {
    name: "CONTACT",
    default: "",
    help: "Mail address or page told to the sources we fetch from",
  },
  ...mailSettings,
  ...digestSettings,
  {
    name: "FREEZE_AFTER_HOURS",
    default: "12",
    help: "Hours after the end of its period, and after its last arrival, when an edition closes",
  },
  {
    name: "SEARCH",
    default: "memory",
    help: "Where the search index lies: memory, or postgres (needs DATABASE_URL and extensions)",
  },
  {
    name: "SEARCH_THREADS",
    default: "",
    help: "Threads that answer searches while serving; empty: one less than the cores, 1 to 8",
  },
  ...encoderSettings,
  ...accountSettings,
  ...communitySettings,
  ...summarySettings,
  ...channelSettings,
  {
    name: "TRUSTED_PROXIES",
    default: "",
    help: "Addresses and networks (10.0.0.0/8) whose X-Forwarded-For is believed, parted by spaces",
  },
  { name: "LOG_LEVEL", default: "info", help: "fatal, error, warn, info, debug or silent" },
] as const satisfies readonly Setting[];

export interface Config {
  readonly siteTitle: string;
  readonly siteUrl: string;
  readonly timeZone: string;
  readonly databaseUrl: string;
  readonly arxivCategories: readonly string[];
  readonly contact: string;
  readonly smtpUrl: string;
  readonly mailFrom: string;
  readonly mailReceipts: string;
  readonly mail: ReadMail;
  readonly digests: ReturnType<typeof readDigests>;
  readonly freezeAfterHours: number;
  readonly search: "memory" | "postgres";
  readonly searchThreads: number;
  /** The optional encoder; absent: none. */
  readonly encoder: EncoderSettings | undefined;
  readonly accounts: AccountSettings;
  readonly community: CommunitySettings;
  readonly channels: ChannelSettings;
  /** The optional summaries; absent: none. */
  readonly summaries: SummarySettings | undefined;
  readonly trustedProxies: readonly string[];
  readonly logLevel: string;
}

/** Leaves a core to the thread that answers requests. */
function defaultSearchThreads(): number {
  return Math.min(8, Math.max(1, availableParallelism() - 1));
}

type SettingName = (typeof settings)[number]["name"];

/**
 * Turns the environment into a frozen configuration.
 *
 * @throws AppError `invalid` naming every setting that is wrong, not only the first.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const problems: string[] = [];
  const read = (name: SettingName): string => {
    const setting = settings.find((candidate) => candidate.name === name);
    const text = environment[name]?.trim() || setting?.default || "";
    const rule = rules[name];
    if (text !== "" && rule && !rule.holds(text)) problems.push(`${name} must be ${rule.says}`);
    return text;
  };
  const config: Config = {
    siteTitle: read("SITE_TITLE"),
    siteUrl: read("SITE_URL").replace(/\/+$/, ""),
    timeZone: read("TIME_ZONE"),
    databaseUrl: read("DATABASE_URL"),
    arxivCategories: read("ARXIV_CATEGORIES")
      .split(/\s+/)
      .filter((category) => category !== "none"),
    contact: read("CONTACT"),
    smtpUrl: read("SMTP_URL"),
    mailFrom: read("MAIL_FROM"),
    mailReceipts: read("MAIL_RECEIPTS"),
    mail: readMail(read),
    digests: readDigests(read),
    freezeAfterHours: Number(read("FREEZE_AFTER_HOURS")),
    search: read("SEARCH") === "postgres" ? "postgres" : "memory",
    searchThreads: Number(read("SEARCH_THREADS") || defaultSearchThreads()),
    encoder: readEncoder(read),
    accounts: readAccounts(read),
    community: readCommunity(read),
    summaries: readSummaries(read),
    channels: readChannels(read),
    trustedProxies: read("TRUSTED_PROXIES").split(/\s+/).filter(Boolean),
    logLevel: read("LOG_LEVEL"),
  };
  problems.push(...encoderProblems(config), ...accountProblems(config));
  problems.push(...summaryProblems(config.summaries));
  problems.push(...mailProblems(config));
  if (config.search === "postgres" && !config.databaseUrl) {
    problems.push("DATABASE_URL must name a PostgreSQL server when SEARCH is postgres");
  }
  if (problems.length > 0) throw new AppError("invalid", problems.join("; "));
  return Object.freeze(config);
}

const logLevels = ["fatal", "error", "warn", "info", "debug", "silent"];

const rules: Partial<Record<SettingName, Rule>> = {
  SITE_URL: {
    holds: (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
    says: "an http:// or https:// address",
  },
  TIME_ZONE: { holds: isTimeZone, says: "an IANA zone such as Europe/Berlin" },
  DATABASE_URL: {
    holds: (text) => /^postgres(ql)?:\/\//.test(text),
    says: "a postgres:// address",
  },
  ARXIV_CATEGORIES: {
    holds: (text) => text.split(/\s+/).every((part) => /^[a-z-]+(\.[A-Za-z-]+)?$/.test(part)),
    says: "category names such as cs.CL, parted by spaces",
  },
  ...mailRules,
  ...digestRules,
  FREEZE_AFTER_HOURS: { holds: (text) => /^\d{1,3}$/.test(text), says: "a whole number of hours" },
  SEARCH: { holds: (text) => /^(memory|postgres)$/.test(text), says: "memory or postgres" },
  SEARCH_THREADS: {
    holds: (text) => /^[1-9]\d?$/.test(text),
    says: "a whole number from 1 to 99",
  },
  ...encoderRules,
  ...accountRules,
  ...communityRules,
  ...summaryRules,
  ...channelRules,
  TRUSTED_PROXIES: {
    holds: (text) => text.split(/\s+/).every(isNetwork),
    says: "addresses or networks such as 127.0.0.1 10.0.0.0/8",
  },
  LOG_LEVEL: { holds: (text) => logLevels.includes(text), says: `one of ${logLevels.join(", ")}` },
};

function isNetwork(text: string): boolean {
  const [address = "", prefix] = text.split("/");
  const family = isIP(address);
  if (family === 0) return false;
  return (
    prefix === undefined ||
    (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128))
  );
}

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
