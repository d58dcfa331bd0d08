import type { Letter } from "#accounts";
import type { Schedule, SubjectKind } from "#picks";
import type { DigestMessage } from "../digests.ts";
import { type Html, html } from "./html.ts";
import { scheduleWords } from "./issue-words.ts";
import { masthead, renderDocument, styles } from "./layout.ts";
import type { MailSite } from "./site.ts";
import { wrap } from "./wrap.ts";

/** What a request to subscribe was for, and the one link of the mail that answers it. */
export interface AskedFor {
  readonly kind: SubjectKind;
  readonly schedule: Schedule;
  /** `/subscribe/confirm?t=…` of what is to be confirmed, `/preferences?t=…` of a reminder. */
  readonly url: string;
}

/** By kind alone: a word of whoever filled in the form could be an advert. */
const kinds: Readonly<Record<SubjectKind, string>> = {
  edition: "its edition",
  field: "papers of a field",
  category: "papers of a category",
  topic: "papers about a topic",
  search: "papers that a search finds",
  author: "papers of an author",
  org: "papers of an organisation",
  collection: "papers of a collection",
  "for-me": "papers chosen for its reader",
  replies: "replies to comments",
};

/** Asks whether the subscription is meant; holds no word of the form, so it carries no advert. */
export function renderConfirmation(site: MailSite, asked: AskedFor): DigestMessage {
  return renderLetter(site, {
    subject: `Confirm your subscription to ${site.title}`,
    before: `Somebody, most likely you, asked ${site.title} to send ${whatOf(asked)} to this address.`,
    button: "Yes, subscribe me",
    url: asked.url,
    after:
      "The link opens a page with a button and works for seven days. If this was not you, do nothing: no more is sent unless you press that button.",
  });
}

/** Asks a reader who has digests whether one more is meant; holds no word of the form either. */
export function renderAddition(site: MailSite, asked: AskedFor): DigestMessage {
  return renderLetter(site, {
    subject: `Confirm another digest of ${site.title}`,
    before: `Somebody, most likely you, asked ${site.title} to send ${whatOf(asked)} to this address, beside what it sends you already.`,
    button: "Yes, send me this too",
    url: asked.url,
    after:
      "The link opens a page with a button and works for seven days. If this was not you, do nothing: nothing changes unless you press that button.",
  });
}

/** Answers a request for what an address gets already. */
export function renderReminder(site: MailSite, asked: AskedFor): DigestMessage {
  return renderLetter(site, {
    subject: `You already get ${site.title}`,
    before: `Somebody, most likely you, asked ${site.title} to send ${whatOf(asked)} to this address. Digests are sent to you already, and nothing has changed.`,
    button: "Change, add or stop digests",
    url: asked.url,
    after: "If this was not you, do nothing.",
  });
}

function whatOf({ kind, schedule }: AskedFor): string {
  return `${kinds[kind]}, ${scheduleWords(schedule)},`;
}

/** One mail with one button. */
export function renderLetter(site: MailSite, letter: Letter): DigestMessage {
  const { subject, before, button, url, after } = letter;
  const paragraph = (
    text: string,
  ): Html => html`<tr><td class="soft" style="padding:18px 0 20px;${styles.intro}">${text}</td></tr>
`;
  return {
    subject,
    text: `${[wrap(before), `${button}:\n${url}`, wrap(after), `${site.title}\n${site.url}/`].join("\n\n")}\n`,
    html: renderDocument({
      title: subject,
      preview: before,
      rows: [
        masthead(site),
        paragraph(before),
        html`<tr><td><a class="btn" href="${url}" style="${styles.button}">${button}</a></td></tr>
`,
        paragraph(after),
      ],
    }),
    headers: { "Auto-Submitted": "auto-generated" },
  };
}
