import type { IssueContent, MailReply } from "./issue-content.ts";
import type { PaperForm } from "./issue-html.ts";
import type { IssueLinks } from "./issue-links.ts";
import { allWords, commentsOf, count, introOf, votesOf, whyThisMail } from "./issue-words.ts";
import type { MailPaper } from "./paper-lines.ts";
import { ruleOf, wrap } from "./wrap.ts";

/** The plain part: written for itself, and says all that the other part says. */
export function renderIssueText(
  content: IssueContent,
  links: IssueLinks,
  forms: readonly PaperForm[],
): string {
  const left = forms.filter((form) => form === "none").length;
  const papers = content.papers.flatMap((paper, index) => {
    const form = forms[index] ?? "full";
    return form === "none" ? [] : [renderPaper(paper, links, { index, isBrief: form === "brief" })];
  });
  const name = content.subject.kind === "edition" ? [] : [wrap(content.label)];
  return `${[
    [content.site.title.toUpperCase(), content.dateline, ...name].join("\n"),
    [`Unsubscribe: ${links.stopUrl}`, `Change:      ${links.preferencesUrl}`].join("\n"),
    wrap(introOf(content)),
    ...papers,
    ...(left > 0
      ? [`${ruleOf("-")}\n${count(left, "more paper")} on the web: ${links.issueUrl}`]
      : []),
    ...renderReplies(content),
    renderFoot(content, links),
  ].join("\n\n")}\n`;
}

function renderPaper(
  paper: MailPaper,
  links: IssueLinks,
  { index, isBrief }: { readonly index: number; readonly isBrief: boolean },
): string {
  const head = [ruleOf("-"), wrap(`${index + 1}. ${paper.title}`)];
  if (paper.authors) head.push(wrap(paper.authors));
  if (isBrief) return [...head, paper.url].join("\n");
  const { summary } = paper;
  const said = [
    ...(paper.sentence ? [wrap(paper.sentence, "   ")] : []),
    ...(summary ? [wrap(`${summary.text} ${summary.by}`, "   ")] : []),
    ...(paper.why ? [wrap(`Why: ${paper.why}`)] : []),
  ];
  return [head.join("\n"), ...said, factsOf(paper, links).join("\n")].join("\n\n");
}

function factsOf(paper: MailPaper, links: IssueLinks): string[] {
  const comments = commentsOf(paper);
  const facts = [paper.label, votesOf(paper), comments].filter(Boolean).join(", ");
  const { paperId } = paper;
  return [
    ...(facts ? [facts] : []),
    paper.url,
    ...(comments ? [`Comments: ${paper.url}#comments`] : []),
    ...(paper.pdfUrl ? [`PDF: ${paper.pdfUrl}`] : []),
    ...(paper.codeUrl ? [`Code: ${paper.codeUrl}`] : []),
    ...(links.markUrl
      ? [
          `More like this: ${links.markUrl(paperId, "more")}`,
          `Not interested: ${links.markUrl(paperId, "less")}`,
        ]
      : []),
  ];
}

function renderReplies({ replies }: IssueContent): string[] {
  if (replies.length === 0) return [];
  return [`${ruleOf("=")}\nReplies to your comments`, ...replies.map(renderReply)];
}

function renderReply({ by, on, text, url }: MailReply): string {
  return [
    ruleOf("-"),
    wrap(`${by}, on ${on}`),
    "",
    wrap(text, "   "),
    "",
    `Read and answer: ${url}`,
  ].join("\n");
}

function renderFoot(content: IssueContent, links: IssueLinks): string {
  const { allUrl, schedule, site } = content;
  const all = allUrl && content.papers.length > 0 ? [`${allWords(content)}: ${allUrl}`] : [];
  const ways = [
    ["Unsubscribe", links.stopUrl],
    ...(schedule.cadence === "weekly" ? [] : [["Weekly instead", links.weeklyUrl]]),
    ["Change or add digests", links.preferencesUrl],
    [all.length > 0 ? "This issue on the web" : "Read it on the web", links.issueUrl],
    ["Earlier issues and feeds", links.archiveUrl],
    ["How papers are chosen", `${site.url}/ranking`],
  ];
  return [
    [ruleOf("="), ...all].join("\n"),
    wrap(whyThisMail(content)),
    ways.map(([label, url]) => `${`${label}:`.padEnd(26)}${url}`).join("\n"),
  ].join("\n\n");
}
