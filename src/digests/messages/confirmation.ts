import type { Letter } from "#accounts";
import type { DigestMessage } from "../digests.ts";
import { type Html, html } from "./html.ts";
import { masthead, renderDocument, styles } from "./layout.ts";
import type { Links } from "./links.ts";
import type { MailSite } from "./site.ts";
import { wrap } from "./wrap.ts";

/** Asks whether the subscription is meant; holds no word of the form, so it carries no advert. */
export function renderConfirmation(site: MailSite, links: Links): DigestMessage {
  return renderLetter(site, {
    subject: `Confirm your subscription to ${site.title}`,
    before: `Somebody, most likely you, asked ${site.title} to send its digest to this address: ${links.schedule}.`,
    button: "Yes, subscribe me",
    url: links.confirmUrl,
    after:
      "The link opens a page with a button and works for seven days. If this was not you, do nothing: no more is sent unless you press that button.",
  });
}

/** Answers a request for an address that has the digest already. */
export function renderReminder(site: MailSite, links: Links): DigestMessage {
  return renderLetter(site, {
    subject: `You already get ${site.title}`,
    before: `Somebody, most likely you, asked ${site.title} to send its digest to this address. It is sent to you already: ${links.schedule}.`,
    button: "Change or stop it",
    url: links.preferencesUrl,
    after: "If this was not you, do nothing: nothing changes.",
  });
}

/** One mail with one button. */
export function renderLetter(site: MailSite, letter: Letter): DigestMessage {
  const { subject, before, button, url, after } = letter;
  const paragraph = (
    text: string,
  ): Html => html`<tr><td class="soft" style="${styles.intro}">${text}</td></tr>
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
