import { grouped, longDay } from "../dates.ts";
import { type Html, html } from "../html.ts";
import { icon } from "./icons.ts";
import { accountLinks, whoIsHere } from "./masthead-account.ts";
import type { Frame, PageContent, Section } from "./page.ts";

const sections: readonly { id: Section; href: string; label: string }[] = [
  { id: "today", href: "/", label: "Today" },
  { id: "week", href: "/weekly", label: "This week" },
  { id: "month", href: "/monthly", label: "This month" },
  { id: "trending", href: "/trending", label: "Trending" },
  { id: "archive", href: "/archive", label: "Archive" },
  { id: "search", href: "/search", label: "Search" },
  { id: "feeds", href: "/feeds", label: "Feeds" },
  { id: "ranking", href: "/ranking", label: "Ranking" },
];

export function masthead(frame: Frame, page: PageContent): Html {
  return html`<header class="mast${page.isFront ? "" : " folio"}">
<div class="ear l">${page.hasQuery ? todayLine(frame) : searchBox(frame)}</div>
<p class="title"><a href="/">${frame.site.title}</a></p>
<div class="ear r">${themeForm(frame)}${whoIsHere(frame)}<a class="btn" href="/subscribe">Subscribe</a></div>
<details class="menu"><summary>${icon("menu")}<span class="vh">Menu</span></summary><ul>${accountLinks(frame)}<li>${themeForm(frame)}</li><li><a href="/subscribe">Subscribe by email</a></li><li><a href="/feeds">Read by feed</a></li><li><a href="/shortcuts">Keyboard shortcuts</a></li></ul></details>
<nav aria-label="Sections"><ul>${sections.map((section) => sectionLink(section, page.section))}</ul></nav>
</header>`;
}

function sectionLink(section: (typeof sections)[number], current: Section | undefined): Html {
  const mark = section.id === current ? html` aria-current="page"` : "";
  return html`<li><a href="${section.href}"${mark}>${section.label}</a></li>`;
}

function searchBox(frame: Frame): Html {
  const papers = frame.paperCount > 0 ? `${grouped(frame.paperCount)} papers` : "papers";
  return html`<form role="search" action="/search" aria-label="Site">${icon("find")}<input type="search" name="q" placeholder="Search ${papers}" aria-label="Search papers" aria-keyshortcuts="/"><kbd aria-hidden="true">/</kbd></form>`;
}

function todayLine(frame: Frame): Html {
  return html`<p class="today"><a href="/">${longDay(frame.today)}</a></p>`;
}

/**
 * Two buttons of which the style sheet shows the one that changes something, so that the
 * switch also works where only the reader's system knows which theme is on.
 */
function themeForm(frame: Frame): Html {
  const button = (theme: string): Html =>
    html`<button class="theme to-${theme}" name="theme" value="${theme}"><span>Switch to ${theme} colours</span>${icon("theme")}</button>`;
  return html`<form method="post" action="/theme"><input type="hidden" name="next" value="${frame.path}">${button("dark")}${button("light")}</form>`;
}

const footerLinks = [
  ["/about", "About"],
  ["/ranking", "Ranking"],
  ["/docs", "API"],
  ["/feeds", "Feeds"],
] as const;

export function siteFooter(frame: Frame): Html {
  const submit = frame.isOpen
    ? html`<li><a href="/submit">Submit a paper</a></li><li><a href="/comments">Comments</a></li><li><a href="/moderation">Moderation log</a></li>`
    : "";
  return html`<footer><p class="title"><a href="/">${frame.site.title}</a></p><ul>${submit}${footerLinks.map(([href, label]) => html`<li><a href="${href}">${label}</a></li>`)}<li><a href="/shortcuts">Keyboard shortcuts <kbd>?</kbd></a></li></ul></footer>`;
}
