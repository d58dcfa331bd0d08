import { type Html, html } from "../html.ts";
import { formatPath, type ListFormat } from "../lists/index.ts";
import type { Frame, PageContent } from "./page.ts";

const formats: readonly (readonly [ListFormat, string])[] = [
  ["atom", "Atom"],
  ["rss", "RSS"],
  ["feed.json", "JSON Feed"],
  ["json", "JSON"],
  ["md", "Markdown"],
];

const lists: readonly { path: string; name: string; note: string }[] = [
  { path: "/daily", name: "Each day", note: "the newest daily edition" },
  { path: "/weekly", name: "Each week", note: "the newest weekly edition" },
  { path: "/monthly", name: "Each month", note: "the newest monthly edition" },
  { path: "/search?sort=new", name: "All papers", note: "newest first" },
];

export function feedsPage(frame: Frame): PageContent {
  const own = frame.isOpen
    ? html` The papers <a href="/for-you">for you</a> are a feed too; its address stands among <a href="/settings/interests#feed">your interests</a>.`
    : "";
  return {
    title: "Feeds",
    description: "Every list of papers is a feed.",
    section: "feeds",
    feed: { path: "/daily", title: `${frame.site.title}: daily edition` },
    main: html`<div class="prose"><header class="headline"><h1>Every list is a feed</h1></header>
<p>Put one of these addresses into a feed reader, and new papers come to you. Nothing is counted and no account is needed.</p>
<h2 class="rule">The editions</h2><ul class="feeds">${lists.map(row)}</ul>
<h2 class="rule">A search as a feed</h2><p>Search for anything, with any filters, and follow the Feed link beside the results. By hand: put <code>.atom</code>, <code>.rss</code>, <code>.feed.json</code>, <code>.json</code> or <code>.md</code> behind <code>/search</code>.</p>
<form class="sheet-form" action="/search.atom"><label for="feed-q">A feed of new papers about</label><div class="together"><input id="feed-q" type="search" name="q" required placeholder="graph neural networks"><input type="hidden" name="sort" value="new"><button class="btn">Open feed</button></div></form>
<h2 class="rule">People and places</h2><p>The page of an author or an organisation is a list like any other: its feed link stands under the name.</p>
<h2 class="rule">A digest as a feed</h2><p>Every digest has a page and feeds of its own, by mail or without: <a href="/subscribe">have something brought</a>.${own}</p>
<h2 class="rule">One paper</h2><p>A paper’s address takes <code>.bib</code>, <code>.ris</code>, <code>.csl.json</code>, <code>.json</code> and <code>.md</code>.</p>
<p>Programs may prefer the <a href="/docs">API</a>.</p></div>`,
  };
}

function row({ path, name, note }: (typeof lists)[number]): Html {
  const links = formats.map(
    ([format, label], index) =>
      html`${index > 0 ? " · " : ""}<a href="${formatPath(path, format)}"><span class="vh">${name} as </span>${label}</a>`,
  );
  return html`<li><b>${name}</b> <span>${note}</span><p class="alt">${links}</p></li>`;
}
