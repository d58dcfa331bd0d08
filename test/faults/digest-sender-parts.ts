import { createDigests, createReceiptFile, type Digests } from "#digests";
import { createEditions, type Editions } from "#editions";
import { createPapers, type Papers } from "#papers";
import { createLog, type Database, systemClock } from "#platform";

/** A plain value: it travels on a command line. */
export interface SenderSettings {
  readonly dataDir: string;
  readonly smtpUrl: string;
  readonly period: string;
  /** Empty: the sender can not ask the mail server what it took. */
  readonly receiptFile: string;
}

export function openDigests(
  database: Database,
  settings: SenderSettings,
): { digests: Digests; papers: Papers; editions: Editions } {
  const clock = systemClock;
  const papers = createPapers({ database, clock });
  const editions = createEditions({ database, clock, timeZone: "UTC", freezeAfterHours: 12 });
  const digests = createDigests({
    database,
    papers,
    editions,
    clock,
    log: createLog("silent"),
    config: {
      siteTitle: "Broadsheet",
      siteUrl: "https://papers.example.org",
      timeZone: "UTC",
      smtpUrl: settings.smtpUrl,
      mailFrom: "papers@example.org",
    },
    dataDir: settings.dataDir,
    ...(settings.receiptFile && { receipts: createReceiptFile(settings.receiptFile) }),
  });
  return { digests, papers, editions };
}
