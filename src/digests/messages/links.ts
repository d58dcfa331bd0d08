import type { SubscriberRow } from "../subscribers/store.ts";
import type { TokenPurpose } from "../subscribers/tokens.ts";
import type { MailSite } from "./site.ts";

/** Everything in a mail that is one reader's own. */
export interface Links {
  readonly confirmUrl: string;
  readonly unsubscribeUrl: string;
  readonly preferencesUrl: string;
  /** "daily at 08:00, Europe/Berlin" */
  readonly schedule: string;
  /** Day of the request, such as "3 November 2026"; absent in a preview. */
  readonly askedOn?: string;
}

export function createLinks(
  site: MailSite,
  row: SubscriberRow,
  token: (purpose: TokenPurpose, row: SubscriberRow) => string,
): Links {
  return linksWith(site, { confirm: token("confirm", row), manage: token("manage", row) }, row);
}

/** Links that lead nowhere, for looking at a digest. */
export function previewLinks(site: MailSite): Links {
  const row = { cadence: "daily", hour: 8, time_zone: site.timeZone };
  return linksWith(site, { confirm: "TOKEN", manage: "TOKEN" }, row);
}

type Schedule = Pick<SubscriberRow, "cadence" | "hour" | "time_zone">;

function linksWith(
  site: MailSite,
  tokens: { confirm: string; manage: string },
  row: Schedule & { created_at?: string },
): Links {
  const hour = String(row.hour).padStart(2, "0");
  return {
    confirmUrl: `${site.url}/subscribe/confirm?t=${tokens.confirm}`,
    unsubscribeUrl: `${site.url}/unsubscribe?t=${tokens.manage}`,
    preferencesUrl: `${site.url}/preferences?t=${tokens.manage}`,
    schedule: `${row.cadence} at ${hour}:00, ${row.time_zone}`,
    ...(row.created_at && { askedOn: plainDate(new Date(row.created_at), row.time_zone) }),
  };
}

function plainDate(instant: Date, timeZone: string): string {
  const parts = { day: "numeric", month: "long", year: "numeric", timeZone } as const;
  return new Intl.DateTimeFormat("en-GB", parts).format(instant);
}
