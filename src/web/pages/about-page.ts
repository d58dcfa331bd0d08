import { grouped } from "../dates.ts";
import { html } from "../html.ts";
import type { Frame, PageContent } from "./page.ts";

export function aboutPage(frame: Frame): PageContent {
  const { site, paperCount } = frame;
  const own = frame.isOpen
    ? html` With an account there is also a page of papers <a href="/for-you">for you</a>, and <a href="/settings/channels">channels</a> post to the chat of your group.`
    : "";
  return {
    title: `About ${site.title}`,
    description: `What ${site.title} is and how it works.`,
    main: html`<div class="prose"><header class="headline"><h1>About ${site.title}</h1></header>
<p>${site.title} gathers new research papers, puts the ones that matter on a front page each day, and finds any paper by words or by meaning. ${paperCount > 0 ? `It knows ${grouped(paperCount)} papers.` : ""}</p>
<h2 class="rule">Editions</h2><p>A paper belongs to the edition of the day it was announced, or, where no source says, of the day it was first seen here. Days begin and end in the zone ${site.timeZone}. While its day lasts an edition is still filling and changes its order; some hours later it is closed and never changes again, so that pages, feeds and emails agree for ever. <a href="/ranking">How papers are ordered</a></p>
<h2 class="rule">One paper, one page</h2><p>However many sources and versions speak of a paper, it has one page. Titles, authors and abstracts are shown as their sources give them; the marked sentence and the similar papers are chosen by the program.</p>
<h2 class="rule">Papers come to you</h2><p>By <a href="/subscribe">email</a>, without an account: the edition, a topic, a category, an author, or papers chosen for you, each with the reason, daily, weekly or at once.${own}</p>
<h2 class="rule">Your reading is your own</h2><p>Pages load nothing from any other host. Reading takes no account, and there are no counters and no advertisements; a cookie remembers the colour theme once you have chosen it, others keep you signed in, and there are none besides. Emails hold no tracking pictures and no counted links.</p>
<h2 class="rule">For programs</h2><p>Every list is a <a href="/feeds">feed</a>, and there is an <a href="/docs">API</a> that clients of Hugging Face’s Daily Papers already speak.</p>
<h2 class="rule">Run your own</h2><p>This site runs on Broadsheet, open software under the Apache licence 2.0.</p></div>`,
  };
}
