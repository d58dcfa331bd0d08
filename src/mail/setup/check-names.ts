import type { MailSettings } from "../mail.ts";
import { readDkimKey } from "../message/dkim-keys.ts";
import { parseSender } from "../message/sender.ts";

/** One thing that a receiving server will look at. */
export interface Finding {
  readonly what: string;
  readonly isFine: boolean;
  /** What is there, or what to do. */
  readonly says: string;
}

/** TXT records of a name, each in one piece; rejects with a `code` where there are none. */
export type ResolveTxt = (name: string) => Promise<string[][]>;

/** Asks the name servers what servers that get our mail will ask them. */
export async function checkNames(
  settings: MailSettings,
  resolveTxt: ResolveTxt,
): Promise<Finding[]> {
  const { domain } = parseSender(settings.mailFrom, settings.siteTitle);
  const bounceDomain = settings.bounceAddress?.split("@")[1] ?? domain;
  const lookUp = (name: string) => recordsOf(resolveTxt, name);
  const found = await lookUp(bounceDomain || domain);
  const spf = found.find((text) => /^v=spf1(\s|$)/i.test(text));
  const dmarc = (await lookUp(`_dmarc.${domain}`)).find((text) => /^v=DMARC1\b/i.test(text));
  return [
    {
      what: `SPF of ${bounceDomain || domain}`,
      isFine: spf !== undefined,
      says: spf ?? "no record: name the servers that send for it, such as v=spf1 mx -all",
    },
    ...(await checkKeys(settings, domain, lookUp)),
    {
      what: `DMARC of ${domain}`,
      isFine: dmarc !== undefined,
      says: dmarc ?? "no record: begin with v=DMARC1; p=none",
    },
  ];
}

async function checkKeys(
  { dkim = [] }: MailSettings,
  domain: string,
  lookUp: (name: string) => Promise<string[]>,
): Promise<Finding[]> {
  if (dkim.length === 0) {
    const says = "no key here: the mail server must sign, both unsubscribe headers too";
    return [{ what: "DKIM", isFine: true, says }];
  }
  return Promise.all(
    dkim.map(async (file) => {
      const { record } = readDkimKey(file);
      const name = `${file.selector}._domainkey.${domain}`;
      const isFine = (await lookUp(name)).some((text) => keyIn(text) === keyIn(record));
      return {
        what: `DKIM key ${file.selector}`,
        isFine,
        says: isFine ? "published" : `publish as TXT of ${name}: ${record}`,
      };
    }),
  );
}

function keyIn(record: string): string | undefined {
  return /(?:^|;)\s*p=([^;]*)/.exec(record)?.[1]?.replace(/\s/g, "");
}

async function recordsOf(resolveTxt: ResolveTxt, name: string): Promise<string[]> {
  try {
    return (await resolveTxt(name)).map((parts) => parts.join(""));
  } catch {
    return [];
  }
}
