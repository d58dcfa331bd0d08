import { AppError } from "#platform";

/** One setting: everything `docs/configuration.md`, the start and the tests need to know of it. */
export interface Setting {
  /** Name of the environment variable. */
  readonly name: string;
  readonly default: string;
  readonly help: string;
  readonly isSecret?: boolean;
}

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
  {
    name: "SMTP_URL",
    default: "",
    help: "smtp:// or smtps:// address of the mail server; empty: no mail is sent",
    isSecret: true,
  },
  {
    name: "MAIL_FROM",
    default: "",
    help: "Sender of the digest, such as Broadsheet <papers@example.org>",
  },
  {
    name: "MAIL_RECEIPTS",
    default: "",
    help: "File to which the mail server writes the Message-IDs it takes; empty: the journal decides",
  },
  {
    name: "FREEZE_AFTER_HOURS",
    default: "12",
    help: "Hours after the end of its period, and after its last arrival, when an edition closes",
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
  readonly freezeAfterHours: number;
  readonly logLevel: string;
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
    freezeAfterHours: Number(read("FREEZE_AFTER_HOURS")),
    logLevel: read("LOG_LEVEL"),
  };
  if (config.smtpUrl && !config.mailFrom) problems.push("MAIL_FROM must be set when SMTP_URL is");
  if (problems.length > 0) throw new AppError("invalid", problems.join("; "));
  return Object.freeze(config);
}

interface Rule {
  readonly holds: (text: string) => boolean;
  readonly says: string;
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
  SMTP_URL: { holds: (text) => /^smtps?:\/\//.test(text), says: "an smtp:// or smtps:// address" },
  MAIL_FROM: { holds: (text) => /^[^\r\n]*@[^\r\n]*$/.test(text), says: "a mail address" },
  FREEZE_AFTER_HOURS: { holds: (text) => /^\d{1,3}$/.test(text), says: "a whole number of hours" },
  LOG_LEVEL: { holds: (text) => logLevels.includes(text), says: `one of ${logLevels.join(", ")}` },
};

function isTimeZone(text: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    return true;
  } catch {
    return false;
  }
}
