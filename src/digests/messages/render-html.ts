import type { Digest, DigestPaper } from "./compose.ts";
import { type Html, html } from "./html.ts";
import { dot, masthead, quietLink, renderDocument, styles, titleStyle } from "./layout.ts";
import type { Links } from "./links.ts";
import { countOf, countsOf, introOf, reasonOf } from "./wording.ts";

/** The HTML part: no pictures, nothing from elsewhere, links that lead where they say. */
export function renderHtml(digest: Digest, links: Links): string {
  return renderDocument({
    title: digest.subject,
    preview: introOf(digest),
    rows: [
      masthead(digest.site),
      renderDateline(digest, links),
      html`<tr><td class="soft" style="${styles.intro}">${introOf(digest)}</td></tr>
`,
      ...digest.papers.map(renderPaper),
      renderFoot(digest, links),
    ],
  });
}

function renderDateline(digest: Digest, links: Links): Html {
  return html`<tr><td class="strong" style="border-top:1px solid #1a1712;border-bottom:3px double #1a1712;padding:10px 0"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="ink" style="${styles.dateline}">${digest.dateline}</td><td align="right" class="mute" style="${styles.small}">${quietLink(links.preferencesUrl, "Change")}${dot}${quietLink(links.unsubscribeUrl, "Unsubscribe")}</td></tr></table></td></tr>
`;
}

function renderPaper(paper: DigestPaper, index: number): Html {
  const optional = (text: string, className: string, style: string): Html =>
    text ? html`<p class="${className}" style="${style}">${text}</p>\n` : html``;
  const facts = countsOf(paper).map((count) => html`${count}`);
  if (paper.pdfUrl) facts.push(quietLink(paper.pdfUrl, "PDF"));
  const line = facts.flatMap((fact, at) => (at > 0 ? [dot, fact] : [fact]));
  return html`<tr><td class="rule" style="${styles.rule}">
${optional(paper.label, "red", styles.label)}<h2 style="${titleStyle(index === 0)}"><a class="ink" href="${paper.url}" style="${styles.ink}">${paper.title}</a></h2>
${optional(paper.authors, "soft", styles.authors)}${optional(paper.sentence, "ink", styles.sentence)}${line.length > 0 ? html`<p class="mute" style="${styles.small}">${line}</p>` : ""}</td></tr>
`;
}

function renderFoot(digest: Digest, links: Links): Html {
  const { site } = digest;
  return html`<tr><td class="strong" style="border-top:2px solid #1a1712;padding:20px 0 0"><a class="btn" href="${digest.editionUrl}" style="${styles.button}">See all ${countOf(digest.total, "paper")}</a></td></tr>
<tr><td class="mute" style="padding:22px 0 0;${styles.small}">${reasonOf(links)}<br>${quietLink(links.unsubscribeUrl, "Unsubscribe with one click")}${dot}${quietLink(links.preferencesUrl, "Other settings")}${dot}${quietLink(`${site.url}/ranking`, "How papers are chosen")}</td></tr>
`;
}
