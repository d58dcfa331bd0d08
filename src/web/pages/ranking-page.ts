import { type PriorTerm, priorTerms } from "#ranking";
import { type Html, html } from "../html.ts";
import type { PageContent } from "./page.ts";

/** The rules in the open: the numbers are those the program reckons with. */
export function rankingPage(): PageContent {
  return {
    title: "How papers are ordered",
    description: "The rules by which editions and search results are ordered.",
    section: "ranking",
    main: html`<div class="prose"><header class="headline"><h1>How papers are ordered</h1></header>
<p>Nobody’s taste is hidden here. An edition is ordered by one sum, and every paper’s page shows its own under “Why it is here”.</p>
<h2 class="rule">The order of an edition</h2>
<p class="formula">score = votes + prior</p>
<p>Votes come first: one vote outweighs everything else, because the prior always stays below 1. The prior only orders papers with equally many votes. On a young site those are nearly all of them, so it is what makes the first front pages sensible.</p>
<h2 class="rule">The prior</h2>
<p>A sum of what can be seen of a paper before anybody has voted. Each value lies between 0 and 1 and is multiplied by its weight; the weights together make 1. A withdrawn paper has no prior.</p>
<table class="terms"><thead><tr><th scope="col">What is looked at</th><th scope="col">Its value</th><th scope="col">Weight</th></tr></thead><tbody>${priorTerms.toSorted((a, b) => b.weight - a.weight).map(termRow)}</tbody></table>
<h2 class="rule">Ties</h2>
<p>Where even that is equal, a number made of the day and the paper’s id decides: it favours neither the alphabet nor whoever came first, and is another on another day.</p>
<h2 class="rule">New and discussed</h2>
<p>An edition can also be read in the order in which its papers were submitted, newest first, and by the number of their comments.</p>
<h2 class="rule">When an edition is final</h2>
<p>While its day, week or month lasts, an edition is still filling: votes and new papers change its order. Some hours after the end it is closed, with a hash over its entries, and never changes again. Papers that come later are counted, not mixed in.</p>
<h2 class="rule">The order of search results</h2>
<p>“Best” adds two numbers: how well the words match (in the title more than in the abstract, rare words more than common ones) and how near the meaning is. “Words” and “Meaning” use one of the two alone. A result found by meaning alone says so. A little is added for votes or citations and for being new: never more than a twentieth of the whole, so it parts results that fit equally well. Phrases in quotation marks, and searches for one paper by its title or number, go without it.</p>
<h2 class="rule">Similar papers</h2>
<p>Papers are near each other when their titles and abstracts speak of the same things; the words that say why are shown, and a paper without such a reason is not listed.</p></div>`,
  };
}

function termRow({ label, rule, weight }: PriorTerm): Html {
  return html`<tr><th scope="row">${label}</th><td>${rule}</td><td>${weight}</td></tr>`;
}
