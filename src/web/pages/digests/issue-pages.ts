import { type DigestIssue, scheduleWords } from "#digests";
import { keySentence } from "#papers";
import { addresses, withQuery } from "../../addresses.ts";
import { count, moment } from "../../dates.ts";
import { type Html, html } from "../../html.ts";
import { formatPath, type ListFormat } from "../../lists/index.ts";
import { cutTex, typeset } from "../../typeset.ts";
import { type DigestView, type IssueView, issueName } from "../../views/digest-view.ts";
import type { ListItem } from "../../views/list-view.ts";
import type { Frame, PageContent } from "../page.ts";
import { pager, pastTheEnd } from "../pager.ts";
import { actionIcons, actions, byline, kicker, titleLink } from "../paper-parts.ts";

/** Of the sentence of a paper; as in the mail. */
const MOST_CHARACTERS = 280;

/** All issues of one digest, with those that had nothing to bring. */
export function digestArchivePage(view: DigestView): PageContent {
  const { digest, issues, page, pages } = view;
  const path = addresses.digest(digest.readToken);
  const none =
    page > 1
      ? pastTheEnd(pages, withQuery(path, { page: pages }))
      : digest.state === "stopped"
        ? html`<p class="big">No issue is kept.</p>`
        : html`<p class="big">No issue yet.</p><p>The first is made ${digest.nextDueAt ? html`on ${moment(digest.nextDueAt, digest.schedule.timeZone)}` : "when there is something new"}.</p>`;
  return {
    title: digest.subject.label,
    description: "The issues of one digest.",
    isPrivate: true,
    icons: ["feed"],
    feed: { path, title: view.list.title },
    main: html`<header class="headline"><p class="kicker">Digest</p><h1>${digest.subject.label}</h1><p class="dates">${digest.state === "stopped" ? "Stopped; no more issues are made" : capital(scheduleWords(digest.schedule))}. Whoever has this address can read it.</p></header><div class="cols"><section class="prose" aria-label="Issues">${issues.length > 0 ? issues.map((issue) => issueEntry(view, issue)) : none}${pager(page, pages, (number) => withQuery(path, { page: number > 1 ? number : undefined }))}</section><aside aria-label="Around this digest">${elsewhere(path)}</aside></div>`,
  };
}

function issueEntry({ digest, papers }: DigestView, issue: DigestIssue): Html {
  const { period, delivery } = issue;
  const name = issueName(digest, period);
  const titles = issue.papers.flatMap(({ paperId }) => papers.get(paperId) ?? []);
  const many = [
    ...(issue.papers.length > 0 ? [count(issue.papers.length, "paper")] : []),
    ...(issue.replies.length > 0 ? [count(issue.replies.length, "reply", "replies")] : []),
  ].join(", ");
  if (many === "") {
    return html`<h2 class="rule">${name}</h2><p class="note">Nothing new, so nothing was sent.</p>`;
  }
  const mail = delivery ? ` · ${deliveryWords[delivery]}` : "";
  return html`<h2 class="rule">${name}</h2><p class="note">${many}${mail}</p><ul class="plain">${titles.map((paper) => html`<li>${titleLink(paper)}</li>`)}</ul><p><a class="go" href="${addresses.issue(digest.readToken, period)}">Read this issue<span class="vh"> of ${name}</span></a></p>`;
}

const deliveryWords: Readonly<Record<NonNullable<DigestIssue["delivery"]>, string>> = {
  due: "its mail waits to be sent",
  sending: "its mail is on the way",
  sent: "sent by mail",
  failed: "its mail was not taken",
  expired: "its mail was too late to be sent",
  suppressed: "no mail, for it was stopped",
};

/** One issue, as it was made. */
export function issuePage(frame: Frame, view: IssueView): PageContent {
  const { digest, issue, list } = view;
  const path = addresses.digest(digest.readToken);
  const name = issueName(digest, issue.period);
  const isEmpty = list.items.length === 0 && issue.replies.length === 0;
  const papers = list.items.map((item) => listed(frame, item));
  const body = isEmpty
    ? html`<p class="big">Nothing new, so nothing was sent.</p>`
    : html`${papers.length > 0 ? html`<section class="list" aria-label="Papers"><h2 class="vh">Papers</h2>${papers}</section>` : ""}${replies(view)}`;
  return {
    title: `${digest.subject.label}, ${name}`,
    description: "One issue of a digest.",
    isPrivate: true,
    skip: "Skip to papers",
    icons: [...actionIcons, "feed"],
    feed: { path, title: list.title },
    main: html`<header class="headline"><p class="kicker"><a href="${path}">${digest.subject.label}</a></p><h1>${name}</h1><p class="dates">${issue.total > list.total ? `${list.total} of ${count(issue.total, "paper")} that matched` : count(list.total, "paper")}. Made ${moment(issue.madeAt, digest.schedule.timeZone)}; votes and comments as of now.</p></header><div class="cols"><div>${body}</div><aside aria-label="Around this issue">${elsewhere(list.path)}<section><h2 class="rule">Earlier</h2><p class="alt"><a href="${path}">All issues of this digest</a></p></section></aside></div>`,
  };
}

function listed(frame: Frame, { paper, rank, reason }: ListItem): Html {
  return html`<article class="paper item"><span class="rank" aria-hidden="true">${rank}</span><div class="body">${kicker(paper)}<h2>${titleLink(paper)}</h2>${byline(paper, 3)}${sentence(paper.abstract)}${reason ? html`<p class="why">${reason}</p>` : ""}${actions(frame, paper)}</div></article>`;
}

/** The one that the mail has, too. */
function sentence(abstract: string): Html | "" {
  const text = cutTex(keySentence(abstract), MOST_CHARACTERS);
  return text === "" ? "" : html`<p class="abs">${typeset(text)}</p>`;
}

function replies({ issue, papers }: IssueView): Html | "" {
  if (issue.replies.length === 0) return "";
  const entries = issue.replies.map(({ by, paperId, commentId, text }) => {
    const paper = papers.get(paperId);
    const on = paper ? html`, on ${titleLink(paper)}` : "";
    return html`<article class="paper hit"><p class="by">${by}${on}</p><p>${text}</p><p class="alt"><a href="${addresses.commentOn(paperId, commentId)}">Read and answer</a></p></article>`;
  });
  return html`<section aria-labelledby="replies"><h2 class="rule" id="replies">Replies to your comments</h2>${entries}</section>`;
}

const formats: readonly (readonly [ListFormat, string])[] = [
  ["atom", "Atom"],
  ["rss", "RSS"],
  ["feed.json", "JSON Feed"],
  ["json", "JSON"],
  ["md", "Markdown"],
];

function elsewhere(path: string): Html {
  return html`<section><h2 class="rule">This digest elsewhere</h2><p class="alt">${formats.map(([format, label], index) => html`${index > 0 ? " · " : ""}<a href="${formatPath(path, format)}">${label}</a>`)}</p><p class="note">These addresses are yours alone; whoever has one can read along.</p></section>`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
