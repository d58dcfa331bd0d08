import { type Html, html } from "./html.ts";
import type { IssueContent, MailReply } from "./issue-content.ts";
import type { IssueLinks } from "./issue-links.ts";
import { allWords, commentsOf, count, introOf, votesOf, whyThisMail } from "./issue-words.ts";
import { dotted, masthead, quietLink, renderDocument, styles, titleStyle } from "./layout.ts";
import type { MailPaper } from "./paper-lines.ts";

/** How much of a paper a mail has room for. */
export type PaperForm = "full" | "brief" | "none";

/** The HTML part: no pictures, nothing from elsewhere, links that lead where they say. */
export function renderIssueHtml(
  content: IssueContent,
  links: IssueLinks,
  forms: readonly PaperForm[],
): string {
  const rows = content.papers.map((paper, index) =>
    renderRow(paper, { links, form: forms[index] ?? "full", isLead: index === 0 }),
  );
  return renderDocument({
    title: subjectLine(content),
    preview: introOf(content),
    rows: [
      masthead(content.site),
      renderDateline(content, links),
      renderIntro(content),
      ...rows,
      renderLeftOut(links, forms),
      ...renderReplies(content),
      renderFoot(content, links),
    ],
  });
}

function subjectLine({ papers, label }: IssueContent): string {
  return papers[0]?.title ?? label;
}

export function renderRow(
  paper: MailPaper,
  how: { readonly links: IssueLinks; readonly form: PaperForm; readonly isLead: boolean },
): Html {
  if (how.form === "full") return renderPaper(paper, how);
  return how.form === "brief" ? renderBrief(paper) : html``;
}

function renderDateline({ dateline }: IssueContent, links: IssueLinks): Html {
  return html`<tr><td class="strong" style="border-top:1px solid #1a1712;border-bottom:3px double #1a1712;padding:10px 0"><table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr><td class="ink" style="${styles.dateline}">${dateline}</td><td align="right" class="mute" style="${styles.small}">${dotted([quietLink(links.preferencesUrl, "Change"), quietLink(links.stopUrl, "Unsubscribe")])}</td></tr></table></td></tr>
`;
}

/** The daily edition needs no name under the name of the site. */
function renderIntro(content: IssueContent): Html {
  const name =
    content.subject.kind === "edition"
      ? html``
      : html`<p class="ink" style="${styles.heading};margin-bottom:6px">${content.label}</p>\n`;
  return html`<tr><td style="padding:18px 0 20px">
${name}<p class="soft" style="${styles.intro}">${introOf(content)}</p></td></tr>
`;
}

function renderPaper(
  paper: MailPaper,
  { links, isLead }: { readonly links: IssueLinks; readonly isLead: boolean },
): Html {
  const optional = (text: string, className: string, style: string): Html =>
    text ? html`<p class="${className}" style="${style}">${text}</p>\n` : html``;
  const summary = paper.summary
    ? html`<p class="soft" style="${styles.summary}">${paper.summary.text} <span class="mute" style="${styles.small}">${paper.summary.by}</span></p>\n`
    : html``;
  const why = paper.why
    ? html`<p class="mute" style="${styles.small}"><strong class="soft" style="font-weight:600;color:#443e33">Why:</strong> ${paper.why}</p>\n`
    : html``;
  return html`<tr><td class="rule" style="${styles.rule}">
${optional(paper.label, "red", styles.label)}<h2 style="${titleStyle(isLead)}"><a class="ink" href="${paper.url}" style="${styles.ink}">${paper.title}</a></h2>
${optional(paper.authors, "soft", styles.authors)}${optional(paper.sentence, "ink", styles.sentence)}${summary}${why}${renderFacts(paper, links)}</td></tr>
`;
}

function renderFacts(paper: MailPaper, links: IssueLinks): Html {
  const votes = votesOf(paper);
  const comments = commentsOf(paper);
  const facts = [
    ...(votes ? [html`${votes}`] : []),
    ...(comments ? [quietLink(`${paper.url}#comments`, comments)] : []),
    ...(paper.pdfUrl ? [quietLink(paper.pdfUrl, "PDF")] : []),
    ...(paper.codeUrl ? [quietLink(paper.codeUrl, "Code")] : []),
    ...(links.markUrl
      ? [
          quietLink(links.markUrl(paper.paperId, "more"), "More like this"),
          quietLink(links.markUrl(paper.paperId, "less"), "Not interested"),
        ]
      : []),
  ];
  if (facts.length === 0) return html``;
  return html`<p class="mute" style="${styles.small}">${dotted(facts)}</p>`;
}

function renderBrief({ title, url, authors }: MailPaper): Html {
  const by = authors ? html`<p class="soft" style="${styles.brief}">${authors}</p>\n` : html``;
  return html`<tr><td class="rule" style="border-top:1px solid #d9d2c3;padding:12px 0">
<h2 style="${styles.heading};font-size:18px;line-height:24px"><a class="ink" href="${url}" style="${styles.ink}">${title}</a></h2>
${by}</td></tr>
`;
}

function renderLeftOut(links: IssueLinks, forms: readonly PaperForm[]): Html {
  const left = forms.filter((form) => form === "none").length;
  if (left === 0) return html``;
  return html`<tr><td class="rule" style="border-top:1px solid #d9d2c3;padding:12px 0"><p class="mute" style="${styles.small}">${quietLink(links.issueUrl, `${count(left, "more paper")} on the web`)}</p></td></tr>
`;
}

function renderReplies({ replies }: IssueContent): Html[] {
  if (replies.length === 0) return [];
  return [
    html`<tr><td class="strong" style="border-top:2px solid #1a1712;padding:18px 0 12px"><h2 class="ink" style="${styles.heading}">Replies to your comments</h2></td></tr>
`,
    ...replies.map(renderReply),
  ];
}

function renderReply({ by, on, text, url }: MailReply): Html {
  return html`<tr><td class="rule" style="border-top:1px solid #d9d2c3;padding:14px 0 12px">
<p class="soft" style="${styles.authors}">${by}, on ${on}</p>
<p class="ink" style="${styles.sentence}">${text}</p>
<p class="mute" style="${styles.small}">${quietLink(url, "Read and answer")}</p></td></tr>
`;
}

function renderFoot(content: IssueContent, links: IssueLinks): Html {
  const { site, allUrl, schedule } = content;
  const isAll = allUrl !== undefined && content.papers.length > 0;
  const button = isAll
    ? html`<a class="btn" href="${allUrl}" style="${styles.button}">${allWords(content)}</a>`
    : html`<a class="btn" href="${links.issueUrl}" style="${styles.button}">Read it on the web</a>`;
  const ways = [
    quietLink(links.stopUrl, "Unsubscribe"),
    ...(schedule.cadence === "weekly" ? [] : [quietLink(links.weeklyUrl, "Weekly instead")]),
    quietLink(links.preferencesUrl, "Change or add digests"),
    ...(isAll ? [quietLink(links.issueUrl, "This issue on the web")] : []),
    quietLink(links.archiveUrl, "Earlier issues and feeds"),
    quietLink(`${site.url}/ranking`, "How papers are chosen"),
  ];
  return html`<tr><td class="strong" style="border-top:2px solid #1a1712;padding:20px 0 0">${button}</td></tr>
<tr><td style="padding:22px 0 0"><p class="mute" style="${styles.small}">${whyThisMail(content)}</p>
<p class="mute" style="${styles.small}">${dotted(ways)}</p></td></tr>
`;
}
