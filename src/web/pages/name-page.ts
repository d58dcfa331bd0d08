import { isDated, slugOf, texToText } from "#papers";
import type { FacetCount } from "#search";
import { addresses, withQuery } from "../addresses.ts";
import { count, grouped } from "../dates.ts";
import { type Html, html } from "../html.ts";
import { formatPath } from "../lists/index.ts";
import { typeset } from "../typeset.ts";
import type { AlertView } from "../views/alert-view.ts";
import type { NameView } from "../views/name-view.ts";
import { alertMenu } from "./alerts/alert-menu.ts";
import { margin } from "./hit.ts";
import { icon } from "./icons.ts";
import { type Followed, followButton } from "./library/follow-button.ts";
import type { Frame, PageContent } from "./page.ts";
import { pager, pastTheEnd } from "./pager.ts";
import { actionIcons, actions, byline, titleLink } from "./paper-parts.ts";

/** What whoever looks has to do with the name. */
interface OwnOfName {
  readonly isFollowed: boolean;
  readonly alert: AlertView | undefined;
}

/** All papers of an author or an organisation. */
export function namePage(frame: Frame, view: NameView, own: OwnOfName): PageContent {
  const { kind, name, answer, papers, list, page, pages } = view;
  const plain = texToText(name);
  const what = kind === "author" ? "Author" : "Organisation";
  const path = list.path.replace(/\?.*/, "");
  const articles = papers.map(
    ({ paper }) =>
      html`<article class="paper hit">${margin(paper)}<h2>${titleLink(paper)}</h2>${byline(paper, 4)}${actions(frame, paper)}</article>`,
  );
  return {
    title: `${plain}: ${count(answer.total, "paper")}`,
    description: `${count(answer.total, "paper")} of ${plain}, newest first.`,
    skip: "Skip to papers",
    icons: [...actionIcons, "feed"],
    feed: { path, title: list.title },
    main: html`<header class="headline"><p class="kicker">${what}</p><h1>${typeset(name)}</h1><p class="dates">${count(answer.total, "paper")}${answer.total > 1 ? ", newest first" : ""}${years(view)}${persons(view)}</p></header><div class="bar"><a class="act" href="${formatPath(path, "atom")}">${icon("feed")}Feed<span class="vh"> of these papers (Atom)</span></a><a class="act" href="${formatPath(path, "json")}">JSON</a><a class="act" href="${withQuery("/search", { [kind]: plain })}">${icon("find")}Search among them</a>${followButton(frame, followOf(view), own.isFollowed)}${alertMenu(frame, own.alert)}</div><div class="cols"><section class="hits" aria-label="Papers">${articles}${articles.length === 0 ? pastTheEnd(pages, withQuery(path, { page: pages > 1 ? pages : undefined })) : ""}${pager(page, pages, (number) => withQuery(path, { page: number > 1 ? number : undefined }))}</section><aside aria-label="Around ${plain}">${company(kind === "author" ? "Writes with" : "Authors", view.company, addresses.author)}${company(kind === "author" ? "Organisations" : "Works with", view.organizations, addresses.organization)}</aside></div>`,
  };
}

function followOf({ kind, name }: NameView): Followed {
  const label = texToText(name);
  return { kind: kind === "author" ? "author" : "org", target: slugOf(name), label };
}

function persons({ people = [] }: NameView): Html[] {
  return people.map(
    (person) => html` · <a href="${addresses.person(person.name)}">@${person.name}</a>`,
  );
}

function years({ answer, papers }: NameView): string {
  if (!papers.some(({ paper }) => isDated(paper))) return "";
  const all = (answer.facets?.year ?? [])
    .map((one) => Number(one.value))
    .filter((year) => year > 0);
  if (all.length === 0) return "";
  const [first, last] = [Math.min(...all), Math.max(...all)];
  return first === last ? ` · ${first}` : ` · ${first}–${last}`;
}

function company(
  heading: string,
  facets: readonly FacetCount[],
  address: (name: string) => string,
): Html | "" {
  if (facets.length === 0) return "";
  return html`<section><h2 class="rule">${heading}</h2><ul class="facts">${facets.map((one) => html`<li><a href="${address(one.label)}">${typeset(one.label)}</a><span>${grouped(one.count)}</span></li>`)}</ul></section>`;
}
